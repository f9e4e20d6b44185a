//! What is shown in a room: what the record says of the meeting and its item, and what is live only.

use domain::{
    Moment, Slug,
    call::CallState,
    entry::RedlineState,
    ids::{CallNo, EntryNo, MeetingNo},
    process::Role,
};
use registry::{
    Caller, Registry, Result,
    calls::{self, Call, CallFilter},
    entries::{self, Entry},
    meetings::{self, AgendaView, Meeting, Room},
    names::Person,
    processes::{self, Me, Process},
    redlines::{self, Redline, RedlineFilter},
};

use crate::parts::EntryLinks;

/// How many pending redlines are shown in a room; all of them stand on the entry's page.
const REDLINES: u32 = 5;
/// How many of those who are here can be named as movers.
const MOVERS: u32 = 200;

/// What the record says. It changes only where the record grows.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub process: Process,
    pub meeting: Meeting,
    /// The entry of the item under discussion.
    pub entry: Option<Entry>,
    /// Its pending redlines, the newest first.
    pub redlines: Vec<Redline>,
    /// The call of the item, or the open one on its entry.
    pub call: Option<Call>,
    pub links: EntryLinks,
}

/// What is live only.
#[derive(Debug, Clone)]
pub struct Live {
    pub room: Room,
}

/// Both.
#[derive(Debug, Clone)]
pub struct Scene {
    pub recorded: Recorded,
    pub live: Live,
    /// Who may have said something that the reader, who holds the pen, types.
    pub movers: Vec<Person>,
}

impl Scene {
    pub async fn load(
        registry: &Registry,
        caller: &Caller,
        now: Moment,
        process: &Slug,
        meeting: MeetingNo,
    ) -> Result<Self> {
        let recorded = Recorded::load(registry, caller, now, process, meeting).await?;
        let live = Live::load(registry, caller, now, process, meeting).await?;
        let mut scene = Self {
            recorded,
            live,
            movers: Vec::new(),
        };
        if scene.recorded.holds_pen() {
            let most = registry::Page {
                limit: Some(MOVERS),
                cursor: None,
            };
            let here = meetings::attendees(registry, caller, now, process, meeting, &most).await?;
            let others = here.items.into_iter().filter(|it| it.present);
            let me = scene.recorded.me().map(|me| me.number);
            scene.movers = others
                .map(|it| it.person)
                .filter(|it| it.role == Role::Participant && Some(it.number) != me)
                .collect();
        }
        Ok(scene)
    }

    /// The room as everybody sees it: nothing in it is anybody's own, whoever it was read for.
    pub fn of_all(mut recorded: Recorded, mut live: Live) -> Self {
        recorded.process.me = None;
        recorded.meeting.link = None;
        recorded.meeting.attending = false;
        if let Some(call) = &mut recorded.call {
            call.me = None;
        }
        if let Some(poll) = &mut live.room.poll {
            poll.mine = None;
        }
        Self {
            recorded,
            live,
            movers: Vec::new(),
        }
    }

    /// Where the meeting's page is.
    pub fn home(&self) -> String {
        self.recorded.home()
    }

    pub fn role(&self) -> Option<Role> {
        self.recorded.me().map(|me| me.role)
    }

    /// Up to where the record and what is live were read.
    pub fn stamp(&self) -> String {
        format!("{}.{}", self.recorded.meeting.seq, self.live.room.tick)
    }

    /// The words under discussion, by entry and wording.
    pub fn words(&self) -> Option<String> {
        let entry = self.recorded.entry.as_ref()?;
        Some(format!("{}:{}", entry.number, entry.wording.number))
    }
}

impl Live {
    pub async fn load(
        registry: &Registry,
        caller: &Caller,
        now: Moment,
        process: &Slug,
        meeting: MeetingNo,
    ) -> Result<Self> {
        Ok(Self {
            room: meetings::room(registry, caller, now, process, meeting).await?,
        })
    }
}

impl Recorded {
    pub async fn load(
        registry: &Registry,
        caller: &Caller,
        now: Moment,
        slug: &Slug,
        number: MeetingNo,
    ) -> Result<Self> {
        let process = processes::find(registry, caller, now, slug).await?;
        let meeting = meetings::find(registry, caller, now, slug, number).await?;
        let item = current(&meeting).cloned();
        let entry = match item.as_ref().and_then(|item| item.entry) {
            Some(entry) => Some(entries::find(registry, caller, now, slug, &entry.into()).await?),
            None => None,
        };
        let call = item.as_ref().and_then(|item| item.call);
        let open = entry.as_ref().and_then(|entry| entry.open_call).or(call);
        let call = match (open, &entry) {
            (None, Some(entry)) => {
                let held = (entry.number, meeting.summary.started_at);
                held_here(registry, caller, now, slug, held).await?
            }
            (open, _) => open,
        };
        let call = match call {
            Some(call) => Some(calls::find(registry, caller, now, slug, call).await?),
            None => None,
        };
        let redlines = match &entry {
            Some(entry) if entry.pending_redlines > 0 => {
                let pending = RedlineFilter {
                    state: Some(RedlineState::Pending),
                };
                let few = registry::Page {
                    limit: Some(REDLINES),
                    cursor: None,
                };
                let at = entry.number.into();
                redlines::list(registry, caller, now, slug, &at, pending, &few)
                    .await?
                    .items
            }
            _ => Vec::new(),
        };
        let known = entries::terms(registry, caller, now, slug).await?;
        let links =
            EntryLinks::of(slug).knowing(known.into_iter().map(|term| term.slug.to_string()));
        Ok(Self {
            process,
            meeting,
            entry,
            redlines,
            call,
            links,
        })
    }

    pub fn me(&self) -> Option<&Me> {
        self.process.me.as_ref()
    }

    /// Whether the reader holds the pen of the entry under discussion.
    pub fn holds_pen(&self) -> bool {
        let entry = self.entry.as_ref();
        entry
            .zip(self.me())
            .is_some_and(|(entry, me)| entry.pen == me.number)
    }

    pub fn home(&self) -> String {
        format!(
            "/p/{}/meetings/{}",
            self.process.slug, self.meeting.summary.number
        )
    }

    /// The item under discussion.
    pub fn item(&self) -> Option<&AgendaView> {
        current(&self.meeting)
    }

    /// The call in which positions are taken now.
    pub fn open_call(&self) -> Option<&Call> {
        self.call
            .as_ref()
            .filter(|call| call.state == CallState::Open)
    }

    /// What the reader holds in it.
    pub fn my_stance(&self) -> Option<&'static str> {
        let me = self.call.as_ref()?.me.as_ref()?;
        Some(me.position.as_ref()?.stance.word())
    }
}

/// The newest call on an entry that closed while the meeting went on: what came of it stays in sight.
async fn held_here(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    (entry, started_at): (EntryNo, Option<Moment>),
) -> Result<Option<CallNo>> {
    let filter = CallFilter {
        entry: Some(entry),
        ..CallFilter::default()
    };
    let newest = registry::Page {
        limit: Some(1),
        cursor: None,
    };
    let calls = calls::list(registry, caller, now, slug, &filter, &newest).await?;
    let newest = calls.items.into_iter().next();
    let here = newest.filter(|call| started_at.is_some() && call.closed_at >= started_at);
    Ok(here.map(|call| call.number))
}

fn current(meeting: &Meeting) -> Option<&AgendaView> {
    let number = meeting.current?;
    meeting.agenda.iter().find(|item| item.number == number)
}
