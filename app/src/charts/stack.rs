//! Counts over time, one band on the other: each as high as its count.

use domain::Moment;
use plotters::{
    prelude::*,
    style::text_anchor::{HPos, VPos},
};

use super::canvas::{Canvas, Ink, Shape};

const SIZE: (u32, u32) = (640, 320);
/// Room for the labels beside the last moment, and for the counts and dates along the axes. The
/// letters are twice as large on a phone.
const RIGHT: u32 = 156;
const LEFT: u32 = 44;
const BELOW: u32 = 36;
const ABOVE: u32 = 28;
/// How far labels stand apart at least.
const APART: i32 = 25;
const MARK_APART: i32 = 190;

/// Counts over time.
pub struct Stack {
    pub from: Moment,
    pub to: Moment,
    /// What stands below the first and the last moment.
    pub dates: [String; 2],
    /// From the one at the bottom on.
    pub bands: Vec<Band>,
    /// Moments to be marked, with their words.
    pub marks: Vec<(Moment, String)>,
}

/// One count over time.
pub struct Band {
    pub class: &'static str,
    pub word: &'static str,
    /// From each moment on, oldest first; all bands have the same moments.
    pub counts: Vec<(Moment, u32)>,
}

/// A band's edges at a moment: from how many on, and up to how many.
type Edge = (i64, u32, u32);

/// A label, the point it speaks of, and where it stands.
struct Label {
    words: String,
    at: (i32, i32),
    y: i32,
}

impl Stack {
    pub const SIZE: (u32, u32) = SIZE;
    /// More moments than this cannot be told apart in it.
    pub const STEPS: usize = 320;

    /// What is drawn of it; nothing where there is no time in it or nothing to count.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut shapes = Vec::new();
        if self.draw(Canvas::new(SIZE, &mut shapes)).is_err() {
            shapes.clear();
        }
        shapes
    }

    fn draw(&self, canvas: Canvas<'_>) -> DrawResult<(), Canvas<'_>> {
        let edges = self.edges();
        let tops = edges.iter().flatten().map(|(_, _, top)| *top);
        let highest = tops.max().unwrap_or_default();
        let (from, to) = (self.from.millis(), self.to.millis());
        if highest == 0 || from >= to {
            return Ok(());
        }
        let area = canvas.into_drawing_area();
        let mut chart = ChartBuilder::on(&area)
            .margin_top(ABOVE)
            .margin_right(RIGHT)
            .x_label_area_size(BELOW)
            .y_label_area_size(LEFT)
            .build_cartesian_2d((from..to).with_key_points(vec![from, to]), 0..highest)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_label_formatter(&|_| String::new())
            .y_labels(5)
            .axis_style(Ink::AXIS.line())
            .bold_line_style(Ink::GRID.line())
            .light_line_style(TRANSPARENT)
            .y_label_style(Ink::LABEL.text(HPos::Right, VPos::Center))
            .draw()?;
        for (band, edges) in self.bands.iter().zip(&edges) {
            if edges.iter().any(|(_, low, top)| top > low) {
                let outline = outline(edges, to);
                let ink = Ink::of(band.class).filled();
                chart.draw_series([Polygon::new(outline, ink)])?;
            }
        }
        let place = |at: i64, count: u32| chart.backend_coord(&(at, count));
        let (bottom, top) = (place(from, 0), place(to, highest));
        let mut labelled: Vec<(i32, &str, &str)> = Vec::new();
        for (at, words) in &self.marks {
            let x = place(at.millis().clamp(from, to), 0).0;
            area.draw(&PathElement::new(
                vec![(x, bottom.1), (x, top.1)],
                Ink::MARK.line(),
            ))?;
            // Marks too near to each other share their words: the first and the last of them.
            match labelled
                .last_mut()
                .filter(|(first, ..)| x < *first + MARK_APART)
            {
                Some((.., last)) => *last = words,
                None => labelled.push((x, words, words)),
            }
        }
        for (x, first, last) in labelled {
            let words = match first == last {
                true => first.to_owned(),
                false => format!("{first} – {last}"),
            };
            let style = Ink::LABEL.text(HPos::Left, VPos::Bottom);
            area.draw(&Text::new(words, (x, top.1), style))?;
        }
        for (x, h, words) in [(bottom.0, HPos::Left, 0), (top.0, HPos::Right, 1)]
            .map(|(x, h, index)| (x, h, &self.dates[index]))
        {
            let style = Ink::LABEL.text(h, VPos::Top);
            area.draw(&Text::new(words.clone(), (x, bottom.1 + 8), style))?;
        }
        let mut labels = Vec::new();
        for (band, edges) in self.bands.iter().zip(&edges) {
            match *edges.last().unwrap_or(&(from, 0, 0)) {
                (_, low, high) if high > low => labels.push(Label {
                    words: format!("{} {}", high - low, band.word),
                    at: (top.0, middle(place(to, low).1, place(to, high).1)),
                    y: 0,
                }),
                // What is no longer there at the end is named where it was widest.
                _ => {
                    let widest = edges.iter().max_by_key(|(_, low, top)| top - low);
                    if let Some((at, low, high)) = widest.filter(|(_, low, top)| top > low) {
                        let x = place(*at, 0).0 + 4;
                        let y = middle(place(*at, *low).1, place(*at, *high).1);
                        let style = Ink::INSIDE.text(HPos::Left, VPos::Center);
                        area.draw(&Text::new(band.word, (x, y), style))?;
                    }
                }
            }
        }
        spread(&mut labels, bottom.1);
        for label in &labels {
            let beside = (top.0 + 14, label.y);
            area.draw(&PathElement::new(
                vec![label.at, beside],
                Ink::LEADER.line(),
            ))?;
            let style = Ink::LABEL.text(HPos::Left, VPos::Center);
            let at = (beside.0 + 4, beside.1);
            area.draw(&Text::new(label.words.clone(), at, style))?;
        }
        area.present()
    }

    /// The edges of every band, each standing on the one below.
    fn edges(&self) -> Vec<Vec<Edge>> {
        let mut below: Vec<u32> = Vec::new();
        let mut all = Vec::new();
        for band in &self.bands {
            below.resize(below.len().max(band.counts.len()), 0);
            let edges = band
                .counts
                .iter()
                .zip(&mut below)
                .map(|((at, count), low)| {
                    let edge = (at.millis(), *low, *low + count);
                    *low += count;
                    edge
                });
            all.push(edges.collect());
        }
        all
    }
}

/// A band in steps: along its upper edge to the end, and back along its lower one.
fn outline(edges: &[Edge], to: i64) -> Vec<(i64, u32)> {
    let ends = edges.iter().skip(1).map(|(at, ..)| *at).chain([to]);
    let steps: Vec<_> = edges.iter().zip(ends).collect();
    let upper = steps
        .iter()
        .flat_map(|((at, _, top), end)| [(*at, *top), (*end, *top)]);
    let lower = steps
        .iter()
        .rev()
        .flat_map(|((at, low, _), end)| [(*end, *low), (*at, *low)]);
    upper.chain(lower).collect()
}

fn middle(a: i32, b: i32) -> i32 {
    i32::midpoint(a, b)
}

/// Sets labels apart, each as near as can be to what it speaks of, and none below the axis. They
/// come from the bottom on.
fn spread(labels: &mut [Label], bottom: i32) {
    let mut lowest = bottom - 4;
    for label in labels.iter_mut() {
        label.y = label.at.1.min(lowest);
        lowest = label.y - APART;
    }
    // Where that pushed them out at the top, they move down again as far as there is room.
    let mut highest = 10;
    for label in labels.iter_mut().rev() {
        label.y = label.y.max(highest);
        highest = label.y + APART;
    }
}
