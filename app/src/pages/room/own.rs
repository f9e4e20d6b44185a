//! What is one's own in the room: being here, one's hand, and the words one types before all.

use domain::{
    Moment,
    meeting::{MeetingState, check_in_from},
    process::Role,
};
use leptos::prelude::*;

use super::Scene;
use crate::{
    Form,
    parts::{Choice, Field, hidden},
};

/// The parts of what is one's own, each in a region by itself: sending one leaves what is typed in the others.
pub(super) fn own(scene: &Scene, now: Moment, sent: Option<&Form>) -> Vec<(&'static str, AnyView)> {
    let meeting = &scene.recorded.meeting;
    let Some(me) = scene.recorded.me() else {
        return Vec::new();
    };
    let running = meeting.summary.state == MeetingState::Running;
    let early = check_in_from(meeting.summary.starts_at);
    let opens = meeting.summary.state == MeetingState::Planned && now >= early;
    let participates = me.role == Role::Participant && running;
    let writes = running
        && (me.role == Role::Convener
            || meeting
                .note_taker
                .as_ref()
                .is_some_and(|it| it.number == me.number));
    let acts = view! {
        <div class="actions room-acts">
            {(running || opens).then(|| presence(scene))}
            {participates.then(|| hand(scene))}
        </div>
    };
    let typed = participates.then(|| words(scene, sent));
    let noted = writes.then(|| note(scene, sent));
    vec![
        ("room-acts", acts.into_any()),
        ("room-own-words", typed.into_any()),
        ("room-own-note", noted.into_any()),
    ]
}

fn presence(scene: &Scene) -> AnyView {
    let here = scene.recorded.meeting.attending;
    let (value, words, rank) = match here {
        true => ("no", "Check out", Some("second")),
        false => ("yes", "Check in: I am here", None),
    };
    view! {
        <form method="post" action=format!("{}/room/attendance", scene.home()) data-room="">
            {hidden("present", value)}
            <button class="button" data-rank=rank>{words}</button>
        </form>
    }
    .into_any()
}

/// Both ways are there, and the one that fits is shown; the script changes them when the convener takes a hand down.
fn hand(scene: &Scene) -> AnyView {
    let me = scene.recorded.me().map(|me| me.number);
    let room = &scene.live.room;
    let up = room
        .hands
        .iter()
        .chain(&room.floor)
        .any(|hand| Some(hand.person.number) == me);
    let home = scene.home();
    view! {
        <form method="post" action=format!("{home}/room/hands") data-room="" data-hand-up="" hidden=up>
            {hidden("up", "yes")}
            <button class="button" data-rank="second">"Raise my hand"</button>
        </form>
        <form method="post" action=format!("{home}/room/hands") data-room="" data-hand-down="" hidden=!up>
            {hidden("up", "no")}
            <button class="button" data-rank="second">"Take my hand down"</button>
        </form>
    }
    .into_any()
}

/// The words as one types them: seen by all while one does, on record when they are sent.
fn words(scene: &Scene, sent: Option<&Form>) -> AnyView {
    let (Some(entry), Some(me)) = (&scene.recorded.entry, scene.recorded.me()) else {
        return ().into_any();
    };
    let Some(lang) = scene.recorded.process.languages.first() else {
        return ().into_any();
    };
    if entry.open_call.is_some() {
        return ().into_any();
    }
    let pen = entry.pen == me.number;
    let definition = entry.wording.content.definition.get(lang);
    let begin = [
        (
            "definition",
            definition.map(ToString::to_string).unwrap_or_default(),
        ),
        ("impact", "clarifying".to_owned()),
    ];
    let form = Form::resume(sent, "words", begin);
    let impacts = [
        ("editorial", "Editorial: only how it reads"),
        ("clarifying", "Clarifying: the same meaning, clearer"),
        ("meaning", "Meaning: it means something else"),
    ];
    let impacts = impacts.map(|(value, word)| (value.to_owned(), word.to_owned()));
    let summary = match pen {
        true => "Type the words: you hold the pen",
        false => "Put other words beside them",
    };
    let wrong = !form.errors.is_empty();
    let fold = pen.then(|| {
        Field::new("fold", "The pen").label_unseen().ticks(
            &form,
            vec![Choice::new(
                "yes",
                "These are the words from now on: make them the new wording at once",
            )],
        )
    });
    let mover = (!scene.movers.is_empty()).then(|| {
        let mine = (String::new(), "Me".to_owned());
        let others = scene
            .movers
            .iter()
            .map(|it| (it.number.to_string(), it.name.clone()));
        Field::new("moved_by", "Moved by")
            .hint("Who said it in the room. They confirm it on their own device.")
            .select(&form, [mine].into_iter().chain(others).collect())
    });
    view! {
        <details class="disclosure" id="room-words" open=wrong>
            <summary>{summary}</summary>
            <form
                class="form compose-room"
                method="post"
                action=format!("{}/room/words", scene.home())
                data-room=""
                data-typing=format!("/api/v1/processes/{}/meetings/{}/draft", scene.recorded.process.slug, scene.recorded.meeting.summary.number)
                data-lang=lang.to_string()
                novalidate
            >
                {hidden("form", "words")}
                {hidden("entry", entry.number)}
                {hidden("base", form_base(&form, entry.wording.number))}
                <p class="part-note">"Everybody in the room sees what you type as a redline, while you type. It is on record when you put it there."</p>
                {Field::new("definition", "Definition").language(lang).published().area(&form)}
                {Field::new("rationale", "Why").line(&form)}
                {Field::new("impact", "What changes").select(&form, impacts.to_vec())}
                {mover}
                {fold}
                <div class="actions">
                    <button class="button">"Put it on record"</button>
                    <button class="button" data-rank="second" name="discard" value="yes">"Take it from the room"</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// What was typed on another wording stays on that one.
fn form_base(form: &Form, now: u32) -> String {
    match form.value("base") {
        "" => now.to_string(),
        base => base.to_owned(),
    }
}

fn note(scene: &Scene, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "note", []);
    let wrong = !form.errors.is_empty();
    view! {
        <details class="disclosure" id="room-note" open=wrong>
            <summary>"Write a note into the minutes"</summary>
            <form class="form" method="post" action=format!("{}/room/notes", scene.home()) data-room="" novalidate>
                {hidden("form", "note")}
                {Field::new("body", "Note").hint("It stands under the item that is under discussion. What the record says by itself needs no note.").area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Add it"</button></div>
            </form>
        </details>
    }
    .into_any()
}
