//! Colours by meaning: a theme is a row of [`THEMES`], and the screen asks it for roles such as
//! "the quantity just computed", never for a colour. Body text keeps the terminal's own colours.

mod level;
mod ramp;
mod table;

pub use level::ColorLevel;
pub use level::Rgb;
pub use level::rgb;
pub use ramp::STEPS;
pub use table::THEMES;

use ramp::Ramp;
use ratatui::style::Color;
use ratatui::style::Style;

/// A set of styles by meaning, for one depth of colour.
#[derive(Clone, Debug)]
pub struct Theme {
    /// What `--theme` calls it.
    pub name: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    page: Page,
    ramp: Ramp,
    level: ColorLevel,
    styles: Styles,
}

/// What a picture of a screen is drawn on, since it has no terminal to take colours from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Colour of plain text.
    pub ink: Rgb,
    /// Colour behind it.
    pub paper: Rgb,
}

/// Declares the roles once: a field, a method, and a row of [`ROLES`] each.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident,)*) => {
        #[derive(Clone, Debug)]
        struct Styles { $($role: Style,)* }

        impl Styles {
            fn map(&self, change: impl Fn(Style) -> Style) -> Self {
                Self { $($role: change(self.$role),)* }
            }
        }

        impl Theme {
            $($(#[$doc])* pub fn $role(&self) -> Style { self.styles.$role })*
        }

        /// Every role by name, with the method that answers for it.
        pub static ROLES: &[(&str, fn(&Theme) -> Style)] =
            &[$((stringify!($role), Theme::$role),)*];
    };
}

roles! {
    /// Body text: the terminal's own foreground and background.
    text,
    /// What may be overlooked: row numbers, units, what is not there yet.
    dim,
    /// Names of panes and quantities.
    title,
    /// Frame of a pane.
    border,
    /// Frame of the pane that the keys go to.
    focused_border,
    /// Cells of the quantity just computed: filled, to be seen from the last row of a lecture hall.
    lit,
    /// Cells it was computed from: the first factor, the third, …
    source,
    /// The same: the second factor, the fourth, …
    second_source,
    /// The one of them that enter goes to.
    chosen,
    /// The cell the arrow keys move; patched over whatever is beneath.
    cursor,
    /// The same where the cell is lit too: it keeps a fill, where `cursor` would take it away.
    lit_cursor,
    /// A number or edge above zero.
    positive,
    /// A number or edge below zero (which also carries its minus sign).
    negative,
    /// A number whose digits would be others without the mistake or the rounding; patched over
    /// whatever is beneath.
    parted,
    /// NaN and infinities.
    non_finite,
    /// Why an input was refused.
    error,
    /// The loss curve.
    curve,
    /// The loss curve of the run left last.
    ghost_curve,
    /// Loss curves of runs before those.
    second_ghost,
    /// Loss curves of runs still older.
    third_ghost,
    /// The loss on the test examples.
    test_curve,
    /// Where on a curve the screen stands.
    marker,
    /// A key in the footer or the help.
    key_hint,
    /// What that key does.
    key_label,
}

impl Theme {
    /// The row of [`THEMES`] with that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        THEMES.iter().find(|theme| theme.name == name)
    }

    /// The same roles for a terminal of that depth of colour; never deeper than the theme is.
    ///
    /// Sixteen colours and none have styles of their own: the nearest match of a fine shade is
    /// not readable. Only a theme made of pure colours is matched to sixteen.
    #[must_use]
    pub fn at(&self, level: ColorLevel) -> Self {
        let level = level.min(self.level);
        let from = match level {
            ColorLevel::Mono => &table::MONO,
            ColorLevel::Ansi16 if self.name != table::HIGH_CONTRAST.name => &table::SIXTEEN,
            _ => self,
        };
        let styles = from.styles.map(|style| level.style(style));
        Self { level, styles, ramp: from.ramp, ..*self }
    }

    /// The depth of colour its styles are made for.
    pub fn level(&self) -> ColorLevel {
        self.level
    }

    /// Ink and paper for pictures.
    pub fn page(&self) -> Page {
        self.page
    }

    /// A heat cell: −1 is blue, 0 neutral, +1 orange, clamped, in [`STEPS`] steps so that a frame
    /// stays small; text on it is black or white, whichever reads better. Without colours only
    /// the sign is told apart. NaN is [`Theme::non_finite`].
    pub fn heat(&self, t: f64) -> Style {
        if t.is_nan() {
            return self.non_finite();
        }
        match self.level {
            ColorLevel::Mono if t < 0.0 => self.negative(),
            ColorLevel::Mono if t > 0.0 => self.positive(),
            ColorLevel::Mono => self.text(),
            ColorLevel::Ansi16 => ramp::sixteen(t),
            level => {
                let back = level.map(self.ramp.color(t));
                let ink = rgb(back).map_or(Color::Reset, |back| level.map(ramp::ink_on(back)));
                Style::new().fg(ink).bg(back)
            }
        }
    }

    /// A class, counted from 0: a colour of its own behind the text; after the last colour the
    /// first one comes again. Without colours plain text.
    pub fn class(&self, class: usize) -> Style {
        if self.level == ColorLevel::Mono {
            return self.text();
        }
        let back = ramp::class(class, self.level);
        let ink = rgb(back).map_or(Color::Reset, |back| self.level.map(ramp::ink_on(back)));
        Style::new().fg(ink).bg(back)
    }
}

#[cfg(test)]
mod tests;
