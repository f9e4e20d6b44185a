//! Pictures of figures, drawn on the server as SVG.
//!
//! plotters places what is drawn and finds the ticks; its own SVG would carry colours and fonts, so
//! [`canvas`] takes down what it draws as shapes with classes, and the style sheet says how they look
//! in the light, in the dark and on paper. Every picture has a title, words that say what it shows,
//! and its numbers as a table beside it; what is coloured is named where it is drawn.

mod bars;
mod canvas;
mod stack;

#[cfg(test)]
mod tests;

use domain::Moment;
use leptos::prelude::*;

pub use bars::{Bar, BarGroup, Bars};
pub use stack::{Band, Stack};

use canvas::Shape;

/// A picture with what stands around it.
pub struct Picture {
    /// Unique on its page.
    pub id: &'static str,
    pub title: String,
    /// What it shows, for who does not see it.
    pub words: String,
    pub size: (u32, u32),
    pub shapes: Vec<Shape>,
}

impl Picture {
    /// The picture as a figure; `table` holds its numbers and stands below, when asked for.
    pub fn view(self, csv: String, table: AnyView) -> AnyView {
        let (title_id, words_id) = (format!("{}-title", self.id), format!("{}-words", self.id));
        let labelled = format!("{title_id} {words_id}");
        let named = format!("{}: the numbers", self.title);
        let (width, height) = self.size;
        let shapes = self.shapes.into_iter().map(Shape::view).collect_view();
        view! {
            <figure class="chart">
                <figcaption>{self.title.clone()}</figcaption>
                <svg viewBox=format!("0 0 {width} {height}") role="img" aria-labelledby=labelled>
                    <title id=title_id>{self.title}</title>
                    <desc id=words_id>{self.words}</desc>
                    {shapes}
                </svg>
                <details class="disclosure" id=format!("{}-table", self.id)>
                    <summary>"The numbers as a table"</summary>
                    <div class="table-scroll" role="region" tabindex="0" aria-label=named>{table}</div>
                </details>
                <p class="chart-file"><a href=csv>"All numbers (CSV)"</a></p>
            </figure>
        }
        .into_any()
    }
}

/// At most so many of the points, oldest first: the last of each stretch of time. What stood where
/// at the end of a stretch is as it was; what came and went within one is left out. The first point
/// stays, because everything begins with it.
pub fn thinned<T: Copy>(points: &[T], most: usize, at: impl Fn(&T) -> Moment) -> Vec<T> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let begin = at(first).millis();
    let span = (at(last).millis() - begin).max(1);
    let stretches = i64::try_from(most.saturating_sub(2))
        .unwrap_or(i64::MAX)
        .max(1);
    let stretch = |point: &T| (at(point).millis() - begin).saturating_mul(stretches) / span;
    if points.len() <= most {
        return points.to_vec();
    }
    let mut kept = vec![*first];
    let mut known = None;
    for point in &points[1..] {
        if known == Some(stretch(point)) {
            kept.pop();
        }
        known = Some(stretch(point));
        kept.push(*point);
    }
    kept
}
