//! What plotters draws on: it takes shapes down, each with the class that says what it stands for.

use std::convert::Infallible;

use leptos::prelude::*;
use plotters::{
    prelude::*,
    style::{
        ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
};

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// What a shape stands for. plotters knows styles as colours, so each goes through it as the colour
/// of its number and comes out as its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(u8);

/// The classes that shapes may have; those of bands are stances, statuses and what is said.
const CLASSES: [&str; 21] = [
    "axis",
    "grid",
    "words",
    "words-inside",
    "words-head",
    "leader",
    "mark",
    "support",
    "accept",
    "concern",
    "object",
    "abstain",
    "silent",
    "proposed",
    "discussed",
    "called",
    "agreed",
    "released",
    "ended",
    "share",
    "participants",
];

impl Ink {
    pub const AXIS: Self = Self(0);
    pub const GRID: Self = Self(1);
    pub const LABEL: Self = Self(2);
    pub const INSIDE: Self = Self(3);
    pub const HEAD: Self = Self(4);
    pub const LEADER: Self = Self(5);
    pub const MARK: Self = Self(6);

    /// The ink of a class; the one of labels where there is none such.
    pub fn of(class: &str) -> Self {
        let index = CLASSES.iter().position(|known| *known == class);
        index
            .and_then(|index| u8::try_from(index).ok())
            .map_or(Self::LABEL, Self)
    }

    pub fn color(self) -> RGBColor {
        RGBColor(self.0, 0, 0)
    }

    pub fn filled(self) -> ShapeStyle {
        self.color().filled()
    }

    pub fn line(self) -> ShapeStyle {
        ShapeStyle {
            color: self.color().to_rgba(),
            filled: false,
            stroke_width: 1,
        }
    }

    /// Text in this ink. Its size is the style sheet's; the one here only leaves room.
    pub fn text(self, h: HPos, v: VPos) -> TextStyle<'static> {
        TextStyle {
            font: ("sans-serif", 14).into_font(),
            color: self.color().to_backend_color(),
            pos: Pos::new(h, v),
        }
    }

    fn class(color: BackendColor) -> &'static str {
        CLASSES
            .get(usize::from(color.rgb.0))
            .copied()
            .unwrap_or("words")
    }
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    Area {
        class: &'static str,
        points: Vec<BackendCoord>,
    },
    Line {
        class: &'static str,
        points: Vec<BackendCoord>,
    },
    Words {
        class: &'static str,
        at: BackendCoord,
        anchor: &'static str,
        /// How far the line of writing lies below the point.
        shift: &'static str,
        text: String,
    },
}

/// Takes down what is drawn on it.
pub struct Canvas<'a> {
    size: (u32, u32),
    shapes: &'a mut Vec<Shape>,
}

impl<'a> Canvas<'a> {
    pub fn new(size: (u32, u32), shapes: &'a mut Vec<Shape>) -> Self {
        Self { size, shapes }
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    /// Nothing here is drawn by points.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Done {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let points: Vec<_> = path.into_iter().collect();
        if style.color().alpha > 0.0 {
            self.shapes.push(Shape::Line {
                class: Ink::class(style.color()),
                points,
            });
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _: bool,
    ) -> Done {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.fill_polygon(corners, style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Done {
        let points: Vec<_> = corners.into_iter().collect();
        if style.color().alpha > 0.0 {
            self.shapes.push(Shape::Area {
                class: Ink::class(style.color()),
                points,
            });
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        if text.is_empty() || style.color().alpha == 0.0 {
            return Ok(());
        }
        let Pos { h_pos, v_pos } = style.anchor();
        self.shapes.push(Shape::Words {
            class: Ink::class(style.color()),
            at,
            anchor: match h_pos {
                HPos::Left => "start",
                HPos::Center => "middle",
                HPos::Right => "end",
            },
            shift: match v_pos {
                VPos::Top => "0.9em",
                VPos::Center => "0.35em",
                VPos::Bottom => "-0.2em",
            },
            text: text.to_owned(),
        });
        Ok(())
    }
}

impl Shape {
    pub fn view(self) -> AnyView {
        let joined = |points: &[BackendCoord]| {
            let points = points.iter().map(|(x, y)| format!("{x},{y}"));
            points.collect::<Vec<_>>().join(" ")
        };
        match self {
            Self::Area { class, points } => {
                view! { <polygon class=class points=joined(&points)></polygon> }.into_any()
            }
            Self::Line { class, points } => {
                view! { <polyline class=class points=joined(&points)></polyline> }.into_any()
            }
            Self::Words {
                class,
                at: (x, y),
                anchor,
                shift,
                text,
            } => view! {
                <text class=class x=x.to_string() y=y.to_string() dy=shift text-anchor=anchor>{text}</text>
            }
            .into_any(),
        }
    }
}
