use super::{
    canvas::{Ink, Shape},
    *,
};

fn second(seconds: i64) -> Moment {
    Moment::from_millis(seconds * 1000)
}

fn band(class: &'static str, counts: &[(i64, u32)]) -> Band {
    Band {
        class,
        word: class,
        counts: counts.iter().map(|(at, n)| (second(*at), *n)).collect(),
    }
}

fn stack(bands: Vec<Band>) -> Stack {
    Stack {
        from: second(0),
        to: second(100),
        dates: ["first".to_owned(), "last".to_owned()],
        bands,
        marks: Vec::new(),
    }
}

/// The classes of what is filled, and what is written.
fn drawn(shapes: &[Shape]) -> (Vec<&str>, Vec<&str>) {
    let areas = shapes.iter().filter_map(|shape| match shape {
        Shape::Area { class, .. } => Some(*class),
        _ => None,
    });
    let words = shapes.iter().filter_map(|shape| match shape {
        Shape::Words { text, .. } => Some(text.as_str()),
        _ => None,
    });
    (areas.collect(), words.collect())
}

#[test]
fn bands_stand_on_each_other_and_are_named_where_they_are_drawn() {
    let shapes = stack(vec![
        band("support", &[(0, 0), (20, 3)]),
        band("object", &[(0, 1), (20, 0)]),
        band("silent", &[(0, 3), (20, 1)]),
        band("abstain", &[(0, 0), (20, 0)]),
    ])
    .shapes();
    let (areas, words) = drawn(&shapes);
    assert_eq!(areas, ["support", "object", "silent"], "nobody abstained");
    for named in ["3 support", "1 silent", "object", "first", "last"] {
        assert!(words.contains(&named), "{named} in {words:?}");
    }
    let area = |wanted| {
        shapes.iter().find_map(|shape| match shape {
            Shape::Area { class, points } if *class == wanted => Some(points.clone()),
            _ => None,
        })
    };
    let (support, silent) = (area("support").unwrap(), area("silent").unwrap());
    let top_of_support = support.iter().map(|(_, y)| *y).min();
    // From second 20 on one silent voice stands right on the three that support.
    let after = support.iter().map(|(x, _)| *x).max();
    let end = silent.iter().filter(|(x, _)| Some(*x) == after);
    assert_eq!(end.map(|(_, y)| *y).max(), top_of_support);
}

#[test]
fn labels_stand_apart_and_inside_the_picture() {
    let bands = [
        "support", "accept", "concern", "object", "abstain", "silent",
    ];
    let bands = bands.map(|class| {
        let count = if class == "silent" { 200 } else { 1 };
        band(class, &[(0, count)])
    });
    let shapes = stack(bands.into()).shapes();
    let mut heights: Vec<i32> = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Words { text, at, .. } if text.contains(' ') => Some(at.1),
            _ => None,
        })
        .collect();
    heights.sort_unstable();
    assert_eq!(heights.len(), 6);
    assert!(
        heights.windows(2).all(|pair| pair[1] - pair[0] >= 25),
        "{heights:?}"
    );
    assert!(heights[0] >= 10 && heights[5] <= 320 - 36, "{heights:?}");
}

#[test]
fn without_time_or_counts_nothing_is_drawn() {
    assert!(stack(vec![band("support", &[(0, 0)])]).shapes().is_empty());
    assert!(stack(Vec::new()).shapes().is_empty());
    let mut at_once = stack(vec![band("support", &[(0, 1)])]);
    at_once.to = at_once.from;
    assert!(at_once.shapes().is_empty());
}

#[test]
fn a_bar_is_as_long_as_its_share_and_says_it() {
    let bar = |word, part, whole| Bar { word, part, whole };
    let group = |name: &str, bars| BarGroup {
        name: name.to_owned(),
        bars,
    };
    let bars = Bars {
        groups: vec![
            group(
                "Makers",
                vec![bar("participants", 1, 2), bar("comments", 4, 4)],
            ),
            group(
                "Users",
                vec![bar("participants", 1, 2), bar("comments", 0, 4)],
            ),
        ],
    };
    let shapes = bars.shapes();
    let (areas, words) = drawn(&shapes);
    assert_eq!(areas, ["participants", "share", "participants", "share"]);
    for said in ["Makers", "Users", "4 of 4", "0 of 4", "comments"] {
        assert!(words.contains(&said), "{said} in {words:?}");
    }
    let ends: Vec<i32> = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Area { points, .. } => points.iter().map(|(x, _)| *x).max(),
            _ => None,
        })
        .collect();
    let begin = ends[3] - 2;
    assert!(
        (ends[1] - begin - 2 * (ends[0] - begin)).abs() <= 1,
        "{ends:?}"
    );
    assert_eq!(ends[0], ends[2]);
    assert_eq!(
        bars.words(),
        "Makers: 1 of 2 participants, 4 of 4 comments. Users: 1 of 2 participants, 0 of 4 comments."
    );
}

#[test]
fn thinning_keeps_the_ends_and_the_last_of_each_stretch() {
    let points: Vec<i64> = (0..1000).collect();
    let kept = thinned(&points, 12, |point| second(*point));
    assert!(kept.len() <= 12, "{kept:?}");
    assert_eq!((kept[0], kept[kept.len() - 1]), (0, 999));
    assert!(kept.is_sorted() && kept.contains(&99), "{kept:?}");
    assert_eq!(
        thinned(&points[..12], 12, |point| second(*point)),
        points[..12]
    );
    assert!(thinned(&points[..0], 12, |point| second(*point)).is_empty());
}

#[test]
fn every_class_has_an_ink_of_its_own() {
    for class in [
        "support",
        "silent",
        "agreed",
        "released",
        "share",
        "participants",
    ] {
        assert_ne!(Ink::of(class), Ink::LABEL, "{class}");
    }
    assert_ne!(Ink::of("support"), Ink::of("object"));
    assert_eq!(Ink::of("unheard of"), Ink::LABEL);
}

#[test]
fn a_picture_is_told_to_who_does_not_see_it() {
    let picture = Picture {
        id: "course",
        title: "A <title>".to_owned(),
        words: "What it shows.".to_owned(),
        size: Stack::SIZE,
        shapes: stack(vec![band("support", &[(0, 2)])]).shapes(),
    };
    let html = picture
        .view("/all.csv".to_owned(), view! { <table></table> }.into_any())
        .to_html();
    for part in [
        "role=\"img\"",
        "aria-labelledby=\"course-title course-words\"",
        "<title id=\"course-title\">A &lt;title&gt;",
        "<desc id=\"course-words\">What it shows.",
        "class=\"support\"></polygon>",
        "<details id=\"course-table\" class=\"disclosure\"",
        "href=\"/all.csv\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("style="), "the policy of pages forbids it");
}
