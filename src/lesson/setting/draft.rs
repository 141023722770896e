//! The text of a lesson while it is being changed, as a table of keys and values.

use anyhow::{Context, Result, anyhow, bail, ensure};
use toml::{Table, Value};

use super::parse;
use crate::lesson::{Lesson, resolve};
use crate::math::hyperparameter::Hyperparameter;
use crate::math::loss::Loss;

/// The scheme that draws weights which were given and no longer fit.
const SCHEME: &str = "xavier_uniform";

/// What a new lesson's text is called in messages, which leave it out.
const NAME: &str = "lesson";

/// A lesson's text under change.
pub(super) struct Draft<'a> {
    /// The lesson it began as.
    pub(super) lesson: &'a Lesson,
    file: Table,
    /// Hyperparameters that are set with it.
    imposed: Vec<(&'static Hyperparameter, f64)>,
}

impl<'a> Draft<'a> {
    /// The text of a lesson, without what it says and claims of its numbers.
    pub(super) fn of(lesson: &'a Lesson) -> Result<Self> {
        let mut file: Table = lesson.text.parse().context("the lesson's text cannot be read")?;
        for said in ["cue", "expect"] {
            file.remove(said);
        }
        Ok(Self { lesson, file, imposed: Vec::new() })
    }

    /// A section, empty where there was none.
    pub(super) fn section(&mut self, name: &str) -> Result<&mut Table> {
        let entry = self.file.entry(name).or_insert_with(|| Value::Table(Table::new()));
        entry.as_table_mut().with_context(|| format!("[{name}] is no table"))
    }

    /// Says in the title which data are learnt, in the place of those it named.
    pub(super) fn retitle(&mut self, data: &str) {
        let title = self.lesson.title.as_str();
        let named = |end: &str| super::data::names().iter().any(|(name, _)| *name == end);
        let base = title.rsplit_once(": ").filter(|(_, end)| named(end)).map(|(base, _)| base);
        let title = format!("{}: {data}", base.unwrap_or(title));
        self.file.insert("title".into(), Value::from(title));
    }

    /// Sets a key of a section.
    pub(super) fn put(&mut self, section: &str, key: &str, value: impl Into<Value>) -> Result<()> {
        self.section(section)?.insert(key.into(), value.into());
        Ok(())
    }

    /// Takes a key out of a section.
    pub(super) fn drop(&mut self, section: &str, key: &str) -> Result<()> {
        self.section(section)?.remove(key);
        Ok(())
    }

    /// Takes a section out.
    pub(super) fn remove(&mut self, section: &str) {
        self.file.remove(section);
    }

    /// A number of a section.
    pub(super) fn number(&self, section: &str, key: &str) -> Option<f64> {
        let value = self.file.get(section)?.get(key)?;
        value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
    }

    /// Puts another section in its place.
    pub(super) fn replace(&mut self, section: &str, with: Table) {
        self.file.insert(section.into(), Value::Table(with));
    }

    /// Sets a hyperparameter beside the text.
    pub(super) fn impose(&self, altered: &mut Lesson) -> Result<()> {
        for (row, value) in &self.imposed {
            row.check(*value).map_err(|reason| anyhow!(reason))?;
            (row.set)(&mut altered.setup.hyper, *value);
        }
        Ok(())
    }

    /// Notes a hyperparameter to be set, as it was typed.
    pub(super) fn note(&mut self, name: &str, text: &str) -> Result<()> {
        let row = Hyperparameter::find(name).with_context(|| format!("no {name}"))?;
        self.imposed.push((row, row.parse(text).map_err(|reason| anyhow!(reason))?));
        Ok(())
    }

    /// The layers, input side first; the last one is the output layer.
    pub(super) fn layers(&mut self) -> Result<&mut Vec<Value>> {
        let layers = self.section("network")?.get_mut("layers").and_then(Value::as_array_mut);
        layers.context("[network] has no layers")
    }

    /// A text of a section.
    pub(super) fn word(&self, section: &str, key: &str) -> Option<&str> {
        self.file.get(section)?.get(key)?.as_str()
    }

    /// Whether a section has a key.
    pub(super) fn has(&self, section: &str, key: &str) -> bool {
        self.file.get(section).and_then(|table| table.get(key)).is_some()
    }

    /// The network's parameters are others now: what names them goes, and weights that were given
    /// are drawn.
    pub(super) fn reshape(&mut self) -> Result<()> {
        self.file.remove("names");
        if self.lesson.is_frozen() {
            self.freeze()?;
        } else if self.has("optimizer", "frozen") {
            self.drop("optimizer", "frozen")?;
        }
        if self.has("init", "weights") {
            let drawn = [("scheme", Value::from(SCHEME)), ("seed", Value::from(1))];
            self.replace("init", drawn.into_iter().map(|(key, v)| (key.to_owned(), v)).collect());
        }
        Ok(())
    }

    /// Every parameter stays frozen, as in a link of Playground without an update.
    fn freeze(&mut self) -> Result<()> {
        let biased = |layer: &Value| layer.get("bias").and_then(Value::as_bool) == Some(true);
        let biased: Vec<bool> = self.layers()?.iter().map(biased).collect();
        let names = (1..).zip(biased).flat_map(|(layer, bias)| {
            let bias = bias.then(|| Value::from(format!("b{layer}")));
            std::iter::once(Value::from(format!("W{layer}"))).chain(bias)
        });
        self.put("optimizer", "frozen", names.collect::<Vec<_>>())
    }

    /// Refuses what only examples drawn from a data set have.
    pub(super) fn need_dataset(&self, key: &str) -> Result<()> {
        ensure!(
            self.has("data", "dataset"),
            "{key} is for examples that are drawn; :dataset NAME draws them"
        );
        Ok(())
    }

    /// Classes become rows of targets where the new loss takes numbers.
    pub(super) fn retarget(&mut self, loss: &Loss) -> Result<()> {
        let takes_labels = loss.targets.are_classes();
        let labels = self.file.get("data").and_then(|data| data.get("labels"));
        let first = labels.and_then(Value::as_array).and_then(|labels| labels.first());
        // Names are understood whatever the loss.
        if takes_labels || first.is_none_or(Value::is_str) {
            return Ok(());
        }
        let width = self.lesson.setup.network.outputs();
        let rows = self.lesson.setup.data.y.chunks(width);
        let rows: Vec<Value> = rows.map(|row| Value::from(row.to_vec())).collect();
        self.drop("data", "labels")?;
        self.put("data", "y", rows)
    }

    /// The lesson that the text is now.
    pub(super) fn finish(&self) -> Result<Lesson> {
        let text = toml::to_string(&self.file).context("the lesson cannot be written")?;
        let no_files = |_: &str| bail!("files are read with their lesson only");
        let read = resolve(&text, NAME, &no_files).and_then(|text| parse(&text, NAME));
        let mut altered = match read {
            Ok(altered) => altered,
            // The lines of a text that nobody wrote say nothing.
            Err(error) => {
                let message = error.to_string();
                bail!("{}", message.split_once(": ").map_or(message.as_str(), |(_, what)| what))
            }
        };
        altered.name.clone_from(&self.lesson.name);
        if self.file.get("title").is_none() {
            altered.title.clone_from(&self.lesson.title);
        }
        altered.setup.manner.rounding = self.lesson.setup.manner.rounding;
        Ok(altered)
    }
}
