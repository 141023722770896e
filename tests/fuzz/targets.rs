//! The ways in: functions of bytes that must neither panic nor say more than one line.

use std::fs;
use std::path::Path;

use chainrule::app::key::Key;
use chainrule::app::plain::respond;
use chainrule::app::{App, COMMANDS, Gesture};
use chainrule::cli::config;
use chainrule::homework;
use chainrule::homework::document;
use chainrule::lesson::session::lesson_section;
use chainrule::lesson::{LESSONS, Lesson, embedded, parse, playground, resolve};
use chainrule::train::Timeline;
use chainrule::ui::theme::THEMES;
use chainrule::ui::{self, View};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A way in.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&[u8]),
    /// Files to begin with.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// What such files are made of, divided by `¦`.
    pub(crate) pieces: &'static str,
    /// How many files it is given.
    pub(crate) count: u64,
}

/// The table: every way in.
pub(crate) const TARGETS: &[Target] = &[
    Target { name: "lesson", run: lesson, seeds: lessons, pieces: TOML, count: 3_000 },
    Target { name: "link", run: link, seeds: links, pieces: LINK, count: 1_500 },
    Target { name: "document", run: document, seeds: documents, pieces: MARKUP, count: 300 },
    Target { name: "csv", run: csv, seeds: tables, pieces: CSV, count: 1_500 },
    Target { name: "npz", run: npz, seeds: archives, pieces: NPY, count: 1_500 },
    Target { name: "npy", run: npy, seeds: arrays, pieces: NPY, count: 1_500 },
    Target { name: "safetensors", run: safetensors, seeds: tensors, pieces: JSON, count: 1_500 },
    Target { name: "session", run: session, seeds: sessions, pieces: TOML, count: 1_500 },
    Target { name: "settings", run: settings, seeds: configs, pieces: TOML, count: 1_500 },
    Target { name: "lines", run: lines, seeds: typed, pieces: WORDS, count: 600 },
    Target { name: "keys", run: keys, seeds: typed, pieces: WORDS, count: 100 },
];

const TOML: &str = "[¦]¦[[¦]]¦{¦}¦=¦\"¦'''¦\"\"\"¦\n¦,¦.¦#¦a.a.¦true¦[network]\n¦[data]\n¦[init]\n¦\
    [[cue]]\n¦[[run]]\n¦units = ¦inputs = 0\n¦layers = []\n¦batch = 1\n¦x = [[]]\n¦\
    labels = [\"a\", \"b\"]\n¦activation = \"softmax\"¦name = \"adam\"\n¦bias = true¦\
    seed = 1\n¦reached = 5\n¦undo = [1]\n¦edits = []\n¦1979-05-27¦0b1¦\\u001b¦\\u202e";
const LINK: &str = "&¦=¦#¦?¦%¦%00¦%1b¦,¦networkShape=¦batchSize=¦noise=¦percTrainData=¦seed=¦dataset=¦\
    activation=¦discretize=true¦initZero=true¦regularization=L1¦problem=regression¦x=false¦\
    sinX=true";
const MARKUP: &str = "[¦]¦(¦)¦{¦}¦=¦&¦\\\\¦$¦$$¦\n¦\\begin{bmatrix}¦\\end{bmatrix}¦\\frac¦^¦_¦|¦|---|¦# ¦\
    Iteration 2\n¦W_1 = ¦delta_1¦\\cdots¦1/3¦\\times 10^{-3}¦,¦;¦'¦\"¦:¦learning rate 0.5\n¦\
    \\text{¦array(¦```";
const CSV: &str = ",¦;¦\t¦\n¦\r\n¦\"¦\"\"¦a¦kind¦x¦#¦na¦?¦1,5¦ ";
const NPY: &str = "\u{93}NUMPY¦'descr': '<f8'¦'descr': '|O'¦'fortran_order': True¦\
    'shape': (1000000, 1000000)¦'shape': ()¦'shape': (0, 9223372036854775807)¦PK\u{3}\u{4}¦\
    PK\u{5}\u{6}¦\0\0\0\0";
const JSON: &str =
    "{¦}¦[¦]¦:¦,¦\"¦\\u0000¦null¦\"dtype\":\"F64\"¦\"shape\":[2,2]¦\"data_offsets\":[0,8]";
const WORDS: &str = "\n¦ ¦W1[1,1] ¦lr ¦goto ¦undo\n¦redo\n¦rerun\n¦bug ¦round ¦unit ¦surface ¦point ¦\
    features ¦layers ¦data ¦points ¦batch ¦export ¦why ¦show ¦compare ¦run ¦heat ¦\
    features x y\n";

/// Shows a whole iteration of a small lesson.
fn shown(lesson: &Lesson) {
    let numbers: usize = lesson.setup.parameters.iter().map(Vec::len).sum();
    if numbers * lesson.setup.batch > 20_000 || lesson.setup.data.rows > 5_000 {
        return;
    }
    let mut app = App::new(lesson.clone());
    app.press(Key::char('n'));
    app.press(Key::parse("space").unwrap());
    draw(&app, (90, 30));
    let mut timeline = Timeline::new(lesson.setup.clone());
    timeline.seek(3);
}

fn draw(app: &App, (width, height): (u16, u16)) -> ui::Feedback {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    ui::draw(app, &View::new(THEMES[0].clone()), area, &mut buffer)
}

/// What is refused is one line.
fn one_line<T>(result: anyhow::Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            let said = format!("{error:#}");
            assert!(!said.trim().is_empty() && !said.contains('\n'), "{said:?}");
            assert!(said.len() < 20_000, "{} bytes: {}", said.len(), &said[..200]);
            None
        }
    }
}

/// A lesson's file; no other file is there.
pub(crate) fn lesson(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let fetch = |_: &str| anyhow::bail!("cannot be opened");
    let read = resolve(&text, "l.toml", &fetch).and_then(|text| parse(&text, "l.toml"));
    if let Some(lesson) = one_line(read) {
        shown(&lesson);
    }
}

/// A link to TensorFlow Playground.
pub(crate) fn link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if playground::is_link(&text)
        && let Some(lesson) = one_line(playground::lesson(&text))
    {
        shown(&lesson);
    }
}

/// A document to be checked; the first byte says what its name ends with.
pub(crate) fn document(bytes: &[u8]) {
    let endings = ["tex", "md", "txt", "csv", "json", "ipynb", "npz", "unknown"];
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = format!("d.{}", endings[usize::from(*first) % endings.len()]);
    let Some(document) = one_line(document::read(&name, bytes)) else { return };
    let Some(checked) = one_line(homework::check(&document, None)) else { return };
    assert!(homework::marked::json(&name, Some(&checked.verdict)).is_ok());
}

/// A table of examples beside a lesson.
pub(crate) fn csv(bytes: &[u8]) {
    let text = "[network]\ninputs = 2\nlayers = [ { units = 2, activation = \"softmax\" } ]\n\
                [init]\nscheme = \"zeros\"\n[loss]\nname = \"cross_entropy\"\n[optimizer]\n\
                learning_rate = 0.1\n[data]\ncsv = \"f.csv\"\ninputs = [\"a\", \"b\"]\ntarget = \"kind\"\n";
    beside(text, bytes);
}

const WITH_NPZ: &str = "[network]\ninputs = 2\nlayers = [ { units = 1, activation = \"tanh\" } ]\n\
                        [init]\nscheme = \"zeros\"\n[data]\nnpz = \"f\"\n";
const WITH_WEIGHTS: &str = "[network]\ninputs = 2\nlayers = [ { units = 2, activation = \"tanh\", bias = true }, \
                            { units = 1, activation = \"identity\", bias = true } ]\n\
                            [init]\nweights_from = \"f\"\n[data]\nx = [[0.5, 1]]\ny = [[1]]\n";

/// A lesson beside which every file has these bytes.
fn beside(text: &str, bytes: &[u8]) {
    let fetch = |_: &str| Ok(bytes.to_vec());
    let read = resolve(text, "l.toml", &fetch).and_then(|text| parse(&text, "l.toml"));
    if let Some(lesson) = one_line(read) {
        shown(&lesson);
    }
}

/// Arrays of numpy, as examples, as first weights and as a document.
pub(crate) fn npz(bytes: &[u8]) {
    beside(WITH_NPZ, bytes);
    beside(WITH_WEIGHTS, bytes);
    one_line(document::read("d.npz", bytes));
}

/// One array in an archive whose checksum is right.
pub(crate) fn npy(bytes: &[u8]) {
    for name in ["x", "y", "W1", "0.weight"] {
        npz(&zipped(&[(&format!("{name}.npy"), bytes), ("y.npy", bytes)]));
    }
}

/// An archive that is not compressed.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (at, (name, bytes)) in files.iter().enumerate() {
        // Two of one name are refused by whoever writes them.
        if files[..at].iter().all(|other| other.0 != *name) {
            archive.start_file(*name, stored).unwrap();
            archive.write_all(bytes).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

/// First weights as safetensors.
pub(crate) fn safetensors(bytes: &[u8]) {
    beside(WITH_WEIGHTS, bytes);
    beside(WITH_NPZ, bytes);
    // A header of any length that says how long it is.
    let body = bytes.get(8..).unwrap_or_default();
    let end = body.iter().rposition(|byte| *byte == b'}').map_or(0, |at| at + 1);
    beside(WITH_WEIGHTS, &[&(end as u64).to_le_bytes()[..], body].concat());
}

/// A session's file.
pub(crate) fn session(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(mut app) = one_line(App::read_session(&text, "s.toml")) else { return };
    draw(&app, (90, 30));
    for key in ["u", "ctrl-r", "n", "+"] {
        app.press(Key::parse(key).unwrap());
        app.work();
    }
    let again = app.session() + &lesson_section(app.lessons());
    App::read_session(&again, "s.toml").unwrap();
}

/// The file of settings: nothing fails, every warning is a line.
pub(crate) fn settings(bytes: &[u8]) {
    let (_, warnings) = config::read(&String::from_utf8_lossy(bytes), "c.toml");
    for warning in warnings {
        assert!(!warning.trim().is_empty() && !warning.contains('\n'), "{warning:?}");
    }
}

/// Lines of `play --plain`.
pub(crate) fn lines(bytes: &[u8]) {
    let mut app = app(bytes.len());
    for line in String::from_utf8_lossy(bytes).lines().take(40) {
        // Far iterations take their time, which is what was asked for.
        let far = line.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 3);
        if !far {
            respond(&mut app, line);
        }
        if app.timeline().run().reached() > 3_000 {
            break;
        }
    }
    draw(&app, (90, 30));
}

/// Keys, gestures and sizes.
pub(crate) fn keys(bytes: &[u8]) {
    let mut app = app(bytes.len());
    let bound: Vec<&str> =
        COMMANDS.iter().flat_map(|command| command.keys.iter().copied()).collect();
    let mut size = (90, 30);
    for pair in bytes.chunks(2).take(150) {
        let [what, which] = [pair[0], pair.get(1).copied().unwrap_or(0)];
        match what % 8 {
            0..=3 => drop(app.press(Key::parse(bound[usize::from(which) % bound.len()]).unwrap())),
            4 => drop(app.press(Key::char(char::from(which)))),
            5 => app.paste(&String::from_utf8_lossy(bytes)),
            6 => size = (u16::from(which), u16::from(what) / 3),
            _ => {
                let area = Rect::new(0, 0, size.0, size.1);
                let mut buffer = Buffer::empty(area);
                let mut view = View::new(THEMES[0].clone());
                let feedback = ui::draw(&app, &view, area, &mut buffer);
                let gesture = [
                    Gesture::Press,
                    Gesture::Drag,
                    Gesture::Release,
                    Gesture::WheelDown,
                    Gesture::Second,
                ];
                let gesture = gesture[usize::from(which) % gesture.len()];
                let target =
                    view.point(&feedback, gesture, (u16::from(which), u16::from(what) / 4));
                app.point(gesture, target);
            }
        }
        if app.is_moving() {
            app.tick(20);
        }
        if app.timeline().run().reached() > 3_000 || app.iteration() > 1_000 {
            break;
        }
    }
    draw(&app, size);
}

fn app(which: usize) -> App {
    App::new(LESSONS[which % LESSONS.len()].lesson().unwrap())
}

/// The files of a folder of this project, those with these endings.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let ending = |path: &Path| {
        path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_owned()
    };
    let wanted = paths.into_iter().filter(|path| endings.contains(&ending(path).as_str()));
    wanted.map(|path| (ending(&path), fs::read(&path).unwrap())).collect()
}

fn lessons() -> Vec<Vec<u8>> {
    let embedded = LESSONS.iter().map(|row| row.text.as_bytes().to_vec());
    let mistakes = files("tests/mistakes", &["toml"]).into_iter().map(|(_, bytes)| bytes);
    // Those that are drawn small, so that many are read in little time.
    embedded.chain(mistakes).filter(|bytes| bytes.len() < 12_000).collect()
}

fn links() -> Vec<Vec<u8>> {
    let table = include_str!("../playground/links.csv");
    let links = table.lines().skip(1).filter_map(|line| line.split('"').nth(1));
    links.take(200).map(|link| link.as_bytes().to_vec()).collect()
}

fn documents() -> Vec<Vec<u8>> {
    let endings = ["tex", "md", "txt", "csv", "json", "ipynb", "npz"];
    let folders = ["tests/homework/documents", "tests/homework/others"];
    let files = folders.iter().flat_map(|folder| files(folder, &endings));
    let of = |(ending, bytes): (String, Vec<u8>)| {
        let at = endings.iter().position(|other| *other == ending).unwrap() as u8;
        [vec![at], bytes].concat()
    };
    files.map(of).filter(|bytes| bytes.len() < 20_000).collect()
}

fn tables() -> Vec<Vec<u8>> {
    let text = [
        "a,b,kind\n1,2,x\n3,4,y\n-5.5,6e2,x\n",
        "a;b;kind\n1,5;2,5;\"x \"\"y\"\"\"\n3;4;z\n",
        "\u{feff}# said before\na\tb\tkind\tmore\n1\t2\t0\t?\n3\t4\t1\tna\n",
    ];
    text.map(|text| text.as_bytes().to_vec()).to_vec()
}

fn archives() -> Vec<Vec<u8>> {
    files("tests/arrays", &["npz"]).into_iter().map(|(_, bytes)| bytes).collect()
}

fn arrays() -> Vec<Vec<u8>> {
    use std::io::Read;
    let mut all = Vec::new();
    for bytes in archives() {
        let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { continue };
        for at in 0..archive.len() {
            let mut one = Vec::new();
            // Those that are compressed are left to the program.
            if archive.by_index(at).is_ok_and(|mut file| file.read_to_end(&mut one).is_ok()) {
                all.push(one);
            }
        }
    }
    all
}

fn tensors() -> Vec<Vec<u8>> {
    files("tests/arrays", &["safetensors"]).into_iter().map(|(_, bytes)| bytes).collect()
}

fn sessions() -> Vec<Vec<u8>> {
    let of = |(lesson, lines): (&str, &[&str])| {
        let mut app = App::new(embedded(lesson).unwrap().lesson().unwrap());
        for line in lines {
            app.command(line).unwrap();
        }
        (app.session() + &lesson_section(app.lessons())).into_bytes()
    };
    let sittings: [(&str, &[&str]); 4] = [
        ("paper", &["3", "W1[1,1] 0.25", "lr 0.1", "rerun", "5", "undo"]),
        (
            "hinge",
            &[
                "X[1,1] -0",
                "margin 0.2",
                "bug own-term-only",
                "round 3 significant",
                "bug off",
                "4",
            ],
        ),
        ("xor", &["layers 3", "2", "lr 0.5", "Y[1,1] 0"]),
        ("paper", &["next"]),
    ];
    sittings.map(of).to_vec()
}

fn configs() -> Vec<Vec<u8>> {
    let text = "theme = \"light\"\nmouse = false\ndigits = 4\nglyphs = \"block\"\ncolor = \"256\"\n\
                [keys]\nplay = [\"P\", \"ctrl-p\"]\nundo = [\"u\"]\n";
    vec![text.as_bytes().to_vec()]
}

fn typed() -> Vec<Vec<u8>> {
    let all: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    let some =
        |step: usize| all.iter().step_by(step).copied().collect::<Vec<_>>().join("\n").into_bytes();
    let bytes: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
    vec![
        some(1),
        some(3),
        some(7),
        b"lr 0.1\nW1[1,1] 0.5\nX[1,1] 1\nnext\nrerun\nlayers 3 2\n".to_vec(),
        bytes,
    ]
}
