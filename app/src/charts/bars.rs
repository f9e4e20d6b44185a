//! Shares side by side: for each group a bar for its share of everybody, and one for its share of
//! each thing that was counted.

use plotters::{
    prelude::*,
    style::text_anchor::{HPos, VPos},
};

use super::canvas::{Canvas, Ink, Shape};

const WIDTH: u32 = 640;
/// Room for the words before the bars and for the counts behind them.
const LEFT: u32 = 152;
const RIGHT: u32 = 132;
/// Heights of a group's name, of a bar with its distance, and of what lies between groups.
const HEAD: u32 = 30;
const BAR: u32 = 26;
const BETWEEN: u32 = 14;
/// What a bar leaves free above and below.
const FREE: i32 = 4;

/// Groups with their bars.
pub struct Bars {
    pub groups: Vec<BarGroup>,
}

/// A group; its first bar is what the others are measured by.
pub struct BarGroup {
    pub name: String,
    pub bars: Vec<Bar>,
}

/// A part of a whole, which may be empty.
pub struct Bar {
    pub word: &'static str,
    pub part: u32,
    pub whole: u32,
}

impl Bar {
    fn share(&self) -> f64 {
        match self.whole {
            0 => 0.0,
            whole => f64::from(self.part) / f64::from(whole),
        }
    }
}

impl Bars {
    pub fn size(&self) -> (u32, u32) {
        (WIDTH, self.groups.iter().map(BarGroup::height).sum())
    }

    /// The same in words.
    pub fn words(&self) -> String {
        let groups = self.groups.iter().map(|group| {
            let bars = group.bars.iter();
            let bars = bars.map(|bar| format!("{} of {} {}", bar.part, bar.whole, bar.word));
            format!("{}: {}.", group.name, bars.collect::<Vec<_>>().join(", "))
        });
        groups.collect::<Vec<_>>().join(" ")
    }

    /// What is drawn of them; nothing where there is none.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut shapes = Vec::new();
        if self.draw(Canvas::new(self.size(), &mut shapes)).is_err() {
            shapes.clear();
        }
        shapes
    }

    fn draw(&self, canvas: Canvas<'_>) -> DrawResult<(), Canvas<'_>> {
        let shares = self.groups.iter().flat_map(|group| &group.bars);
        let longest = shares.map(Bar::share).fold(0.0, f64::max);
        let (_, height) = self.size();
        if longest <= 0.0 {
            return Ok(());
        }
        let area = canvas.into_drawing_area();
        let chart = ChartBuilder::on(&area)
            .margin_left(LEFT)
            .margin_right(RIGHT)
            .build_cartesian_2d(0.0..longest, 0..height)?;
        let x = |share: f64| chart.backend_coord(&(share, 0)).0;
        let (begin, end) = (x(0.0), x(longest));
        let [head, bar_height, between] =
            [HEAD, BAR, BETWEEN].map(|height| i32::try_from(height).unwrap_or_default());
        let mut y = 0;
        for group in &self.groups {
            let style = Ink::HEAD.text(HPos::Left, VPos::Bottom);
            y += head;
            area.draw(&Text::new(group.name.clone(), (0, y - 6), style))?;
            let first = y + FREE;
            for (index, bar) in group.bars.iter().enumerate() {
                let (top, bottom) = (y + FREE, y + bar_height - FREE);
                let middle = i32::midpoint(top, bottom);
                let ink = Ink::of(if index == 0 { "participants" } else { "share" });
                // An empty bar is a stroke.
                let to = x(bar.share()).max(begin + 2);
                area.draw(&Rectangle::new([(begin, top), (to, bottom)], ink.filled()))?;
                let style = Ink::LABEL.text(HPos::Right, VPos::Center);
                area.draw(&Text::new(bar.word, (begin - 10, middle), style))?;
                let count = format!("{} of {}", bar.part, bar.whole);
                let style = Ink::LABEL.text(HPos::Left, VPos::Center);
                area.draw(&Text::new(count, (end + 12, middle), style))?;
                y += bar_height;
            }
            if let Some(measure) = group.bars.first().filter(|bar| bar.part > 0) {
                let at = x(measure.share());
                let line = vec![(at, first), (at, y)];
                area.draw(&PathElement::new(line, Ink::MARK.line()))?;
            }
            y += between;
        }
        area.present()
    }
}

impl BarGroup {
    fn height(&self) -> u32 {
        let bars = u32::try_from(self.bars.len()).unwrap_or_default();
        HEAD + BAR * bars + BETWEEN
    }
}
