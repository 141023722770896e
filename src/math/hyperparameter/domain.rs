//! What values a hyperparameter may have.

/// The values a hyperparameter may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// Any finite number.
    Finite,
    /// Finite and ≥ 0.
    NonNegative,
    /// Finite and > 0.
    Positive,
    /// 0 ≤ x < 1.
    UnitOpen,
    /// 0 or 1, `false` or `true` in files.
    Flag,
}

impl Domain {
    /// Whether `x` belongs to it (NaN and the infinities never do).
    pub fn contains(self, x: f64) -> bool {
        x.is_finite()
            && match self {
                Self::Finite => true,
                Self::NonNegative => x >= 0.0,
                Self::Positive => x > 0.0,
                Self::UnitOpen => (0.0..1.0).contains(&x),
                Self::Flag => x == 0.0 || x == 1.0,
            }
    }

    /// The bounds in words, to stand after "must be".
    pub fn bounds(self) -> &'static str {
        match self {
            Self::Finite => "a finite number",
            Self::NonNegative => "a finite number of at least 0",
            Self::Positive => "a finite number above 0",
            Self::UnitOpen => "at least 0 and below 1",
            Self::Flag => "on or off",
        }
    }
}
