//! A written name taken apart: `\frac{\partial L}{\partial W_2}`, `W^{(1)}_{new}`, `dhidden`,
//! `fc1.weight.grad`. Which quantity it is, the document around it decides.

mod dotted;
pub mod formula;
mod gradient;
mod parse;
mod phrase;
mod scan;
mod scripts;
pub mod words;

pub use words::Sense;

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark that may stand with any other")]
pub struct Name {
    /// Its letter or word, small: `w`, `net`, `delta`, `yhat`.
    pub base: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// What stands below, above and behind it, in that order as written.
    pub tags: Vec<Tag>,
    /// Whether it is a gradient of what the rest names: `dW`, `∇_W`, `∂L/∂W`, `W.grad`.
    pub gradient: bool,
    /// Whether it is the value after the update: `W'`, `W^+`, `W_new`.
    pub next: bool,
    /// Whether it says that it is the value before the update: `W_old`.
    pub old: bool,
    /// Whether it is transposed: `W^T`.
    pub transposed: bool,
    /// Whether it is stored with a row for each unit, as in a linear module: `fc1.weight`.
    pub stored_by_unit: bool,
    /// The cell it names, from 0: `W1[1,2]`.
    pub cell: Option<(usize, usize)>,
    /// What it is a function of: `m(W)`, `tanh(s)`.
    pub of: Option<Box<Name>>,
}

/// What stands below, above or behind a letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    /// A word, and the number behind it: `out`, `h1`.
    Word(String, Option<usize>),
    /// A number.
    Number(usize, Stand),
    /// Two numbers: `w_{1,2}`.
    Pair(usize, usize),
}

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Behind the letter: `W1`.
    Behind,
    /// Below it: `W_1`.
    Below,
    /// Above it: `W^1`, `W^{[1]}`.
    Above,
    /// Above it in round brackets: `W^{(1)}`.
    InBrackets,
}

/// The layer a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerName {
    /// By number, as the document counts.
    Number(usize),
    /// The output layer.
    Last,
    /// A hidden layer, or the first one.
    Hidden,
    /// A unit of the output layer, from 1.
    UnitOfLast(usize),
    /// A unit of the hidden layer, from 1.
    UnitOfHidden(usize),
}

impl Name {
    /// The name that a text is; one that makes no sense has a base that no table knows.
    pub fn read(text: &str) -> Self {
        parse::name(&scan::signs(&braced(text)))
    }

    /// The same name without what makes it a gradient or a later value; numbers count the same
    /// wherever they stand.
    #[must_use]
    pub fn bare(&self) -> Self {
        let tags = self.tags.iter().map(|tag| match tag {
            Tag::Number(n, _) => Tag::Number(*n, Stand::Below),
            other => other.clone(),
        });
        let (tags, base) = (tags.collect(), self.base.clone());
        Self { base, capital: self.capital, tags, ..Self::default() }
    }

    /// Whether it says that it is the value before or after the update.
    pub fn says_when(&self) -> bool {
        self.next || self.old
    }

    /// What its letter or word may stand for, best first.
    pub fn senses(&self) -> &'static [Sense] {
        words::senses(&self.base, self.capital)
    }

    /// The state of an optimizer that it names: `W1_m`, `m(W)`, `v_{dW}`.
    pub fn state(&self) -> Option<&'static str> {
        let named = if self.of.is_some() { words::state(&self.base) } else { None };
        named.or_else(|| words::state(&self.words().collect::<Vec<_>>().join("_")))
    }

    /// The words among its tags.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(|tag| match tag {
            Tag::Word(word, _) => Some(word.as_str()),
            _ => None,
        })
    }

    /// Whether the name of an activation function stands below or above it: `s_{ReLU}`.
    pub fn is_activated(&self) -> bool {
        self.words().any(|word| words::activation(word).is_some())
    }

    /// The layer it says, if it says one.
    pub fn layer(&self) -> Option<LayerName> {
        self.number().map(LayerName::Number).or_else(|| self.layer_in_words())
    }

    /// The number that counts layers: the one in square brackets or the one nearest to the letter;
    /// one in round brackets above only where there is no other.
    fn number(&self) -> Option<usize> {
        let rank = |stand: Stand| match stand {
            Stand::Behind => 0,
            Stand::Below => 1,
            Stand::Above => 2,
            Stand::InBrackets => 3,
        };
        let numbers = self.tags.iter().filter_map(|tag| match tag {
            Tag::Number(n, stand) => Some((rank(*stand), *n)),
            _ => None,
        });
        let own = numbers.min_by_key(|(rank, _)| *rank).map(|(_, n)| n);
        own.or_else(|| {
            self.tags.iter().find_map(|tag| match tag {
                Tag::Word(word, Some(n)) if words::layer(word).is_none() => Some(*n),
                Tag::Word(word, Some(n)) if word == "layer" => Some(*n),
                _ => None,
            })
        })
    }

    fn layer_in_words(&self) -> Option<LayerName> {
        let mut found = None;
        for tag in &self.tags {
            let Tag::Word(word, number) = tag else { continue };
            let Some(last) = words::layer(word) else { continue };
            let layer = match (last, number) {
                (true, None) => LayerName::Last,
                (false, None) => LayerName::Hidden,
                (true, Some(n)) => LayerName::UnitOfLast(*n),
                (false, Some(n)) => LayerName::UnitOfHidden(*n),
            };
            // `\delta_{s_{out}}`: what says most is the output layer.
            if found.is_none() || last {
                found = Some(layer);
            }
        }
        found.or_else(|| words::own_layer(&self.base))
    }
}

/// A name typed without braces with them: `net_h1` is `net_{h1}`.
fn braced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['_', '^']) {
        out += &rest[..=at];
        rest = &rest[at + 1..];
        let run = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if rest[..run].chars().nth(1).is_some() {
            out.push('{');
            out += &rest[..run];
            out.push('}');
            rest = &rest[run..];
        }
    }
    out + rest
}
