//! Starting over with every setting, from every lesson of the course, from links and from
//! measurements: it runs, or is refused in one line that says why and what may be.

use chainrule::app::App;
use chainrule::lesson::playground::lesson as link;
use chainrule::lesson::setting::Setting;
use chainrule::lesson::{LESSONS, Lesson, embedded, parse, resolve};
use chainrule::train::Trainer;

/// A lesson of measurements.
fn measured(name: &str, inputs: usize, classes: usize) -> Lesson {
    let text = format!(
        "title = \"{name}\"\n[network]\ninputs = {inputs}\nlayers = [\n\
         {{ units = 5, activation = \"tanh\", bias = true }},\n\
         {{ units = {classes}, activation = \"softmax\", bias = true }} ]\n\
         [init]\nscheme = \"xavier_uniform\"\nseed = 1\n\
         [loss]\nname = \"cross_entropy\"\nreduction = \"mean\"\n\
         [data]\ndataset = \"{name}\"\ntrain_share = 0.8\nseed = 2\nbatch = 10\n"
    );
    let name = format!("{name}.toml");
    let text = resolve(&text, &name, &|_| anyhow::bail!("no files")).expect("data");
    parse(&text, &name).expect("a lesson of measurements")
}

/// Every lesson of the course, links of all kinds, and measurements.
fn lessons() -> Vec<Lesson> {
    let links = [
        "#seed=1",
        "#seed=2&dataset=xor&regularization=L1&regularizationRate=0.1&batchSize=30",
        "#seed=3&problem=regression&regDataset=reg-gauss&activation=relu&networkShape=",
        "#seed=4&batchSize=300",
        "#seed=5&dataset=spiral&x=false&xSquared=true&ySquared=true&sinX=true&sinY=true",
    ];
    let course = LESSONS.iter().map(|row| row.lesson().expect("a lesson of the course"));
    let links = links.iter().map(|hash| link(hash).expect("a link"));
    let real = [measured("iris", 4, 3), measured("digits", 64, 10)];
    course.chain(links).chain(real).collect()
}

/// What is typed, and what a refusal of it may say: the reason, with the choices.
const LINES: &[(&str, &[&str])] = &[
    ("layers 8 8", &[]),
    ("layers none", &[]),
    ("layers 3", &[]),
    ("activation relu", &["here activation can be "]),
    ("activation softmax", &["here activation can be "]),
    ("loss hinge", &["here loss can be "]),
    ("loss half_squared", &["here loss can be "]),
    ("loss cross_entropy", &["here loss can be "]),
    ("optimizer adam", &[]),
    ("optimizer playground", &[]),
    ("l1 0.01", &[]),
    ("l2 0.01", &[]),
    ("init zeros", &[]),
    ("init playground", &[]),
    ("seed 7", &["init"]),
    ("dataset moons", &[]),
    ("dataset blobs", &[]),
    ("dataset plane", &[]),
    ("dataset iris", &[]),
    ("dataset digits", &[]),
    ("points 60", &[":dataset NAME"]),
    ("noise 0.2", &[":dataset NAME"]),
    ("share 0.6", &["or more"]),
    ("features x, y, x^2", &[":dataset NAME"]),
    ("regenerate", &[":dataset NAME"]),
    ("batch 2", &["from 1 to"]),
    ("shuffle 3", &[]),
    ("shuffle off", &[]),
    // What is never right.
    ("layers 8 x", &["whole numbers above 0"]),
    ("layers 8 0", &["whole numbers above 0"]),
    ("activation rellu", &["did you mean \"relu\""]),
    ("loss hing", &["did you mean \"hinge\""]),
    ("optimizer adm", &["did you mean \"adam\""]),
    ("l2 -1", &["at least 0"]),
    ("l2 nan", &["number"]),
    ("init zero", &["did you mean \"zeros\""]),
    ("seed many", &["whole number", "init"]),
    ("dataset iri", &["did you mean \"iris\""]),
    ("points 0", &[":dataset NAME", "above 0"]),
    ("points 99999999999", &[":dataset NAME", "at most"]),
    ("noise loud", &["number", ":dataset NAME"]),
    ("noise -1", &["at least 0", ":dataset NAME"]),
    ("share 2", &["from 0 to 1"]),
    ("share 0", &["none for training; expected 1/"]),
    ("features x, x", &["twice", ":dataset NAME"]),
    ("features z", &["sin x", ":dataset NAME"]),
    ("features", &["features"]),
    ("batch 0", &["above 0"]),
    ("batch 999999", &["from 1 to"]),
    ("shuffle often", &["whole number"]),
];

#[test]
fn every_setting_runs_from_every_lesson_or_is_refused_with_the_choices() {
    let mut wrong = Vec::new();
    for lesson in lessons() {
        for (line, reasons) in LINES {
            let mut app = App::new(lesson.clone());
            app.command("2").unwrap();
            let from = format!("{} :{line}", lesson.title);
            match app.command(line) {
                Ok(()) => {
                    app.command("3").unwrap();
                    app.command("link").ok();
                    app.command("undo").ok();
                }
                Err(why) if why.lines().count() != 1 || why.contains("lesson:") => {
                    wrong.push(format!("{from}: {why}"));
                }
                Err(why) if !reasons.iter().any(|reason| why.contains(reason)) => {
                    wrong.push(format!("{from}: {why}"));
                }
                Err(why) => println!("{from}: {why}"),
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// A lesson started over by these lines, one after the other.
fn started(lesson: &Lesson, lines: &[&str]) -> Lesson {
    let mut app = App::new(lesson.clone());
    for line in lines {
        app.command(line).unwrap_or_else(|why| panic!("{} :{line}: {why}", lesson.title));
    }
    app.lesson().clone()
}

#[test]
fn inputs_and_outputs_follow_the_data() {
    let shape = |lesson: &Lesson| {
        let network = &lesson.setup.network;
        let output = network.layers.last().unwrap().activation.name;
        (network.inputs, network.outputs(), network.loss.name, output)
    };
    for lesson in lessons().into_iter().step_by(4) {
        let iris = started(&lesson, &["dataset iris"]);
        assert_eq!((shape(&iris).0, shape(&iris).1), (4, 3), "{}", lesson.title);
        assert_eq!(iris.classes, ["setosa", "versicolor", "virginica"]);
        // 150 and 1797 examples, four fifths of them for training where the lesson says nothing.
        let digits = started(&iris, &["dataset digits"]);
        assert_eq!((shape(&digits).0, shape(&digits).1), (64, 10));
        assert_eq!(digits.classes, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        let rows = digits.setup.data.rows + digits.setup.test.as_ref().unwrap().rows;
        assert_eq!(rows, 1797);
        let moons = started(&digits, &["dataset moons"]);
        assert_eq!((shape(&moons).0, shape(&moons).1), (2, 2));
        assert!(moons.classes.is_empty());
        let plane = started(&moons, &["dataset plane"]);
        assert_eq!(shape(&plane), (2, 1, "half_squared", "identity"));
    }
    let circle = link("#seed=1").unwrap();
    assert_eq!(shape(&started(&circle, &["loss hinge"])), (2, 2, "hinge", "identity"));
    let entropy = started(&circle, &["loss cross_entropy"]);
    assert_eq!(shape(&entropy), (2, 2, "cross_entropy", "softmax"));
    let back = started(&measured("iris", 4, 3), &["loss half_squared", "dataset circle"]);
    assert_eq!(shape(&back), (2, 1, "half_squared", "tanh"));
}

#[test]
fn what_cannot_be_names_what_can_be() {
    let mut app = App::new(link("#seed=1&problem=regression").unwrap());
    let why = app.command("loss hinge").unwrap_err();
    assert!(why.ends_with("here loss can be half_squared, squared, absolute, huber"), "{why}");
}

#[test]
fn other_data_are_learnt_by_the_lesson_that_takes_them_up() {
    for (name, data) in [
        ("xor", "moons"),
        ("xor", "iris"),
        ("xor", "plane"),
        ("paper", "iris"),
        ("classes", "moons"),
        ("classes", "digits"),
    ] {
        let lesson = embedded(name).unwrap().lesson().unwrap();
        let mut trainer = Trainer::new(&started(&lesson, &[&format!("dataset {data}")]).setup);
        let first = trainer.loss();
        (0..60).for_each(|_| trainer.advance(&[]));
        let last = trainer.loss();
        assert!(last < 0.95 * first, "{name}, {data}: the loss goes from {first} to {last}");
    }
}

#[test]
fn a_key_stops_at_the_end_of_what_a_setting_may_be() {
    let row = |name| Setting::find(name).unwrap();
    for (name, now, up, next) in [
        ("noise", "0", false, None),
        ("noise", "0.03", false, Some("0")),
        ("noise", "0.1", true, Some("0.15")),
        ("points", "50", false, None),
        ("points", "70", false, Some("50")),
        ("share", "0.95", true, Some("1")),
        ("share", "0.1", false, None),
        ("batch", "1", false, None),
    ] {
        assert_eq!(row(name).nudged(now, up).as_deref(), next, "{name} {now} {up}");
    }
}

#[test]
fn other_data_keep_the_batch_are_named_by_the_title_and_their_share_is_told() {
    let mut app = App::new(link("#dataset=spiral&batchSize=10&seed=1").unwrap());
    for (data, rows) in [("iris", 75), ("digits", 898), ("xor", 250)] {
        app.command(&format!("dataset {data}")).unwrap();
        assert_eq!(app.lesson().title, format!("Playground: {data}"));
        assert_eq!((app.lesson().setup.batch, app.lesson().setup.data.rows), (10, rows), "{data}");
        assert!(app.command("share").unwrap_err().contains("share is 0.5"));
    }
    // A batch of all examples stays one, and a batch that does not fit is left out.
    let mut app = App::new(embedded("xor").unwrap().lesson().unwrap());
    let title = app.lesson().title.clone();
    app.command("dataset iris").unwrap();
    assert_eq!((app.lesson().setup.batch, app.lesson().setup.data.rows), (120, 120));
    assert_eq!(app.lesson().title, format!("{title}: iris"));
    assert!(app.command("share").unwrap_err().contains("share is 0.8"));
}
