//! Documents are read to what stands in them: names, shapes, digits, lines, headings.

use std::fs;
use std::path::Path;

use chainrule::homework::document::{Document, Event, Grid, Heading, Mark, Written, read};

fn text(text: &str) -> Document {
    read("homework.md", text.as_bytes()).unwrap_or_else(|error| panic!("{error:#} in\n{text}"))
}

fn written(document: &Document) -> Vec<&Written> {
    fn is(event: &Event) -> Option<&Written> {
        match event {
            Event::Written(written) => Some(written),
            _ => None,
        }
    }
    document.events.iter().filter_map(is).collect()
}

fn headings(document: &Document) -> Vec<&Heading> {
    fn is(event: &Event) -> Option<&Heading> {
        match event {
            Event::Heading(heading) => Some(heading),
            _ => None,
        }
    }
    document.events.iter().filter_map(is).collect()
}

/// A matrix as text: cells between spaces, rows between semicolons.
fn told(grid: &Grid) -> String {
    let row = |row: &[Mark]| {
        let cell =
            |mark: &Mark| if mark.elided { "…".to_owned() } else { mark.value.to_string() };
        let cells = row.iter().map(cell);
        cells.collect::<Vec<_>>().join(" ")
    };
    grid.cells.chunks(grid.columns).map(row).collect::<Vec<_>>().join("; ")
}

/// What a text says, a line a value: `W_1 = 1 2; 3 4`.
fn values(source: &str) -> Vec<String> {
    let document = text(source);
    let valued = written(&document).into_iter().filter_map(|written| {
        Some(format!("{} = {}", written.name, told(written.value.as_ref()?)))
    });
    valued.collect()
}

/// Notations and what they say.
const NOTATIONS: &[(&str, &[&str])] = &[
    ("$$W = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$$", &["W = 1 2; 3 4"]),
    ("$$W = \\begin{pmatrix} 1 & 2 \\\\[2pt] 3 & 4 \\\\ \\end{pmatrix}.$$", &["W = 1 2; 3 4"]),
    ("\\[W = \\begin{bmatrix}[r] -1 \\\\* \\hline 2 \\end{bmatrix}\\]", &["W = -1; 2"]),
    ("\\(W = \\begin{smallmatrix} 1 \\end{smallmatrix}\\)", &["W = 1"]),
    ("$W = \\left[\\begin{array}{cc} 1 & 2 \\end{array}\\right]$", &["W = 1 2"]),
    ("W = \\begin{bmatrix}\n1 & 2 \\\\\n3 & 4\n\\end{bmatrix}", &["W = 1 2; 3 4"]),
    ("W = [[1, 2]]<br>\nV = [[3]]", &["W = 1 2", "V = 3"]),
    ("W = [[1, 2]]<br/>\nV = [[3]]", &["W = 1 2", "V = 3"]),
    ("W = [[1, 2]]<br />\nV = [[3]]", &["W = 1 2", "V = 3"]),
    ("```math\nW = \\begin{vmatrix} 1 & 2 \\end{vmatrix}\n```", &["W = 1 2"]),
    ("W =\n[[1. 2.]\n [3. -4.]]", &["W = 1 2; 3 -4"]),
    ("W:\n[[1 2]\n [3 4]]", &["W = 1 2; 3 4"]),
    ("W [[1 2]\n [3 4]]", &["W = 1 2; 3 4"]),
    ("W = np.array([[1, 2], [3, 4]], dtype=np.float32)", &["W = 1 2; 3 4"]),
    ("W = array([[1., 2.],\n       [3., 4.]])", &["W = 1 2; 3 4"]),
    ("W = tensor([[1., 2.]], requires_grad=True)", &["W = 1 2"]),
    ("b = [1, 2, 3]", &["b = 1 2 3"]),
    ("W = [1 -2; 3 4]", &["W = 1 -2; 3 4"]),
    ("x = [0.5, 1]^T", &["x = 0.5; 1"]),
    ("{'W1': array([[1., 2.]]), 'b1': array([3.])}", &["W1 = 1 2", "b1 = 3"]),
    ("W1 =\n\n| 1 | 2 |\n|---|---|\n| 3 | 4 |", &["W1 = 3 4"]),
    ("**dW2**\n\n| | a | b |\n|---|---|---|\n| r1 | 3 | 4 |", &["dW2 = 3 4"]),
    ("| weight | value |\n|---|---|\n| w1 | 0.15 |\n| w2 | −.2 |", &["w1 = 0.15", "w2 = -0.2"]),
    (
        "- learning rate: 0.5\n- `w1` = .15\n* b = -1",
        &["learning rate = 0.5", "w1 = 0.15", "b = -1"],
    ),
    ("X W = [1 2][3; 4] + [5] = [16]", &["X W = 16"]),
    (
        "$$s = XW, \\quad h = \\text{ReLU}(s) = 1.5; \\eta \\approx 0.4 \\\\ b := 2$$",
        &["h = 1.5", "\\eta = 0.4", "b = 2"],
    ),
    (
        "\\begin{align*}\n s &= X W \\nonumber\\\\\n &= 3 \\label{s} \\\\ t &\\leftarrow 4 \\tag{2}\n\\end{align*}",
        &["s = 3", "t = 4"],
    ),
    ("s = X W\n= 3\n≈ 3.1", &["s = 3.1"]),
    ("$W = \\underbrace{\\begin{bmatrix} 1 & 2 \\end{bmatrix}}_{\\text{first}}$", &["W = 1 2"]),
    ("The loss is $L = 0.5$, and $\\eta$ = 0.1.", &["L = 0.5", "\\eta = 0.1"]),
    ("L = 0.5 per example", &["L = 0.5"]),
    ("w1, w2 = .15, .20", &["w1 = 0.15", "w2 = 0.2"]),
    ("$a = \\frac{1}{4}$, $b = -\\tfrac12$, $c = 1/8$", &["a = 0.25", "b = -0.5", "c = 0.125"]),
    (
        "$a = 1.2 \\times 10^{-3}$; $b = 3e-2$; $c = 2·10⁻²$",
        &["a = 0.0012", "b = 0.03", "c = 0.02"],
    ),
    ("a = –0.5\nb = −.25", &["a = -0.5", "b = -0.25"]),
    ("$a = 1{,}234.5$ and $b = 1\\,234.5$", &["a = 1234.5", "b = 1234.5"]),
    ("$a = 0{,}5$ en $b = -1,25$", &["a = 0.5", "b = -1.25"]),
    ("$\\begin{matrix} 1 & \\cdots \\end{matrix}$", &[" = 1 …"]),
    ("\u{feff}# A\r\n\r\nW = [1, 2]\r\n", &["W = 1 2"]),
];

#[test]
fn every_notation_says_what_it_says() {
    let wrong = NOTATIONS.iter().map(|(source, expected)| (source, values(source), expected));
    let wrong: Vec<_> = wrong.filter(|(_, found, expected)| found != *expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Names as they are written and in their normal form.
const NAMES: &[(&str, &str)] = &[
    ("W_{1}", "W_1"),
    ("\\mathbf{W}^{(1)}", "W^{(1)}"),
    ("W^{[1]}", "W^{[1]}"),
    ("\\hat{y}", "\\hat{y}"),
    ("\\hat y", "\\hat{y}"),
    ("\\nabla_{W_1}", "\\nabla_{W_1}"),
    ("\\nabla_\\theta", "\\nabla_{\\theta}"),
    ("\\partial L/\\partial W_2", "\\partial L/\\partial W_2"),
    ("\\dfrac{\\partial L}{\\partial \\mathbf{W}_2}", "\\frac{\\partial L}{\\partial W_2}"),
    ("\\delta_{s_{out}}", "\\delta_{s_{out}}"),
    ("δ¹", "δ^1"),
    ("W₁", "W_1"),
    ("W₁′", "W_1'"),
    ("W^\\prime", "W'"),
    ("W^{+}", "W^+"),
    ("W_2^{\\text{new}}", "W_2^{new}"),
    ("\\Delta W_{out}", "\\Delta W_{out}"),
    ("y_{\\mathrm{out}}", "y_{out}"),
    ("\\vec{w}", "w"),
    ("\\mathcal{L}", "L"),
    ("𝐖_1", "W_1"),
];

#[test]
fn every_name_comes_to_its_normal_form() {
    for (name, normal) in NAMES {
        let document = text(&format!("$${name} = 0.5$$"));
        assert_eq!(written(&document)[0].name, *normal, "{name}");
    }
    for (name, normal) in [
        ("W2_new", "W2_{new}"),
        ("delta_s_out", "delta_s_{out}"),
        ("grad_W2", "grad_{W2}"),
        ("Gradient of W1", "Gradient of W1"),
        ("∂L / ∂W₂", "∂L/∂W_2"),
        ("W<sub>1</sub>", "W_1"),
    ] {
        let document = text(&format!("{name} = 0.5"));
        assert_eq!(written(&document)[0].name, normal, "{name}");
    }
}

#[test]
fn a_long_heading_says_its_iteration_whatever_letters_follow() {
    for letters in 380..400 {
        let heading = format!("# Epoch 2: {}\u{e9}\u{e9}\n\nW = [[1, 2]]", "x".repeat(letters));
        assert_eq!(headings(&text(&heading))[0].iteration, Some(2), "{letters} letters");
    }
}

#[test]
fn every_heading_says_its_iteration() {
    for (line, iteration) in [
        ("# Iteration 1", Some(1)),
        ("## 3.2 Second iteration", Some(2)),
        ("3.2 Second iteration", Some(2)),
        ("# Three iterations by hand", None),
        ("\\subsection*{Third pass}", Some(3)),
        ("\\section{Epoch 12}", Some(12)),
        ("**Step 4**", Some(4)),
        ("Epoch 2:", Some(2)),
        ("=== Update 7 ===", Some(7)),
        ("# 2nd iteration", Some(2)),
        ("# Tweede iteratie", Some(2)),
        ("# Schritt 3", Some(3)),
        ("# Première étape", Some(1)),
        ("# Itération 5", Some(5)),
        ("# Paso 2", Some(2)),
        ("# Décima iteración", Some(10)),
        ("# Primera iteración", Some(1)),
        ("# Step2", Some(2)),
        ("# Step 99999999999", None),
        ("# Step99999999999", None),
        ("# Given", None),
    ] {
        let document = text(&format!("{line}\n\nW = 1\n"));
        let iterations: Vec<_> =
            headings(&document).iter().map(|heading| heading.iteration).collect();
        assert_eq!(iterations, [iteration], "{line}");
    }
}

#[test]
fn a_chain_keeps_its_formulas_and_the_matrices_in_them() {
    let document = text("$$W' = W - 0.5\\,\\Delta W = [1 2] - 0.5 [2; 2] = [0 1]$$");
    let chain = written(&document)[0];
    assert_eq!(chain.formulas, ["W-0.5\\Delta W", "[]-0.5[]"]);
    assert_eq!(chain.operands.iter().map(told).collect::<Vec<_>>(), ["1 2", "2; 2"]);
    let document = text("$L = \\tfrac12 \\sum \\|a_2 - t\\|^2$, $W = 1$");
    let loss = written(&document)[0];
    assert_eq!((loss.name.as_str(), loss.value.is_none()), ("L", true));
    assert_eq!(loss.formulas, ["\\frac{1}{2}\\sum\\|a_2-t\\|^2"]);
}

#[test]
fn a_cell_keeps_what_was_written_its_decimals_and_its_line() {
    let document = text("# A\n\nW = [[-0.50, 1.2e-3]\n [0., 1/3]]\n");
    let grid = written(&document)[0].value.clone().unwrap();
    let cells: Vec<_> =
        grid.cells.iter().map(|mark| (mark.raw.as_str(), mark.decimals, mark.line)).collect();
    assert_eq!(
        cells,
        [("-0.50", Some(2), 3), ("1.2e-3", Some(4), 3), ("0.", Some(0), 4), ("1/3", None, 4)]
    );
    let document = text("W = [-0.0, 1]");
    let minus = written(&document)[0].value.clone().unwrap().cells[0].value;
    assert!(minus == 0.0 && minus.is_sign_negative());
}

fn documents() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for folder in ["documents", "others"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/homework").join(folder);
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let is_document =
                matches!(ending, "tex" | "md" | "csv" | "txt" | "json" | "npz" | "ipynb");
            if is_document && !["EXPECTED.json", "README.md"].contains(&name.as_str()) {
                all.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    assert!(all.len() >= 8, "the documents were not found");
    all.sort();
    all
}

#[test]
fn the_example_documents_are_read_to_their_names_and_shapes() {
    let expected = [
        ("hw0_perfect.tex", 28, "z_1 3×2"),
        ("hw2_updated_weights_in_backward.md", 10, "net_h 1×2"),
        ("bonus_perfect_negative_delta.tex", 20, "s 3×2"),
        ("bonus_sign_flipped_tables.md", 20, "S1 3×2"),
        ("bonus_lr_missing.csv", 20, "S1 3×2"),
        ("bonus_f_not_fprime.json", 10, "S1 3×2"),
    ];
    let documents = documents();
    for (name, count, first) in expected {
        let bytes = &documents.iter().find(|document| document.0 == name).unwrap().1;
        let document = read(name, bytes).unwrap();
        let matrices: Vec<_> = written(&document)
            .into_iter()
            .filter_map(|written| {
                written.value.as_ref().filter(|grid| !grid.is_number).map(|grid| (written, grid))
            })
            .collect();
        assert_eq!(matrices.len(), count, "{name}");
        let (written, grid) = matrices[0];
        assert_eq!(format!("{} {}×{}", written.name, grid.rows, grid.columns), first, "{name}");
        assert!(matrices.iter().all(|(written, _)| !written.name.is_empty()), "{name}");
        assert!(headings(&document).iter().any(|heading| heading.iteration == Some(1)), "{name}");
    }
}

#[test]
fn every_document_of_other_people_is_read() {
    let readable = |name: &str| cfg!(feature = "npz") || !name.contains(".npz");
    for (name, bytes) in documents().into_iter().filter(|(name, _)| readable(name)) {
        let document = read(&name, &bytes).unwrap_or_else(|error| panic!("{error:#}"));
        assert!(!document.events.is_empty(), "{name}");
    }
}

fn is_refused(name: &str, bytes: &[u8], message: &str) {
    let error = format!("{:#}", read(name, bytes).unwrap_err());
    assert!(error.starts_with(&format!("{name}: {message}")), "{error}\nexpected {message}");
    assert!(!error.contains('\n'), "{error}");
}

#[test]
fn every_limit_says_what_it_is() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let vector = format!("W = [{}]\n\n", many("1 ", 90_000));
    let long = format!("\nW = [{}]", many("1 ", 100_001));
    let name = format!("{} = 1", many("a", 201));
    let refused = [
        (many(" ", (8 << 20) + 1), "larger than 8 MiB, which no homework is"),
        (long, "line 2: a matrix of more than 100000 numbers"),
        (many(&vector, 5), "more than 400000 numbers, which no homework has"),
        (many("(", 101), "line 1: brackets nested deeper than 100"),
        (name, "line 1: a name of more than 200 characters"),
        (many("= ", 1_000_001), "line 1: a paragraph of more than 1000000 symbols"),
        (many("# a\n", 100_001), "line 100001: more than 100000 things said so far"),
    ];
    for (text, message) in refused {
        is_refused("a.md", text.as_bytes(), message);
    }
    is_refused("a.json", many("[", 200).as_bytes(), "line 1: brackets nested deeper than 100");
    let name = many("a", 201);
    for json in [
        format!("{{\"{name}\": 1}}"),
        format!("{{\"quantities\": [{{\"name\": \"{name}\", \"value\": 1}}]}}"),
    ] {
        is_refused("a.json", json.as_bytes(), "line 1: a name of more than 200 characters");
    }
}

#[test]
fn what_cannot_be_read_is_refused_in_one_line() {
    const COLUMNS: &str = "iteration,quantity,row,col,value";
    let nothing = "nothing in it that reads as a named matrix or number";
    let encoding = "line 2: no UTF-8 text (a file of another encoding, or no text at all)";
    is_refused("a.md", b"W = 1\n\xff", encoding);
    is_refused("a.md", b"\xff\xfeW\0", "is UTF-16; expected UTF-8");
    is_refused("a.md", b"Dear diary", nothing);
    is_refused("a.md", b"", nothing);
    let ragged = "line 1: a row of 1 in a matrix whose first row has 2";
    is_refused("a.md", b"W = [[1, 2], [3]]", ragged);
    is_refused("a.md", b"$$W = \\begin{bmatrix} 1 & 2 \\\\ 3 \\end{bmatrix}$$", ragged);
    is_refused("a.csv", b"a,b\n1,2", &format!("line 1: expected the columns {COLUMNS}"));
    let bad = format!("line 2: \"x\" is no number; expected the columns {COLUMNS}");
    is_refused("a.csv", format!("{COLUMNS}\n1,S1,1,1,x").as_bytes(), &bad);
    let holes = format!("{COLUMNS}\n1,S1,2,1,3");
    is_refused("a.csv", holes.as_bytes(), "line 2: S1 is 2×1, but has 1 cells");
    is_refused("a.json", b"{\"a\": 1,\n}", "line 2: no JSON; expected a name in quotation marks");
    let npz =
        if cfg!(feature = "npz") { "no npz that can be read" } else { "is npz, which this build" };
    is_refused("a.npz", b"PK", npz);
}

#[test]
fn csv_counts_from_one_or_from_nought() {
    let long = |first: usize| {
        let row = |row, column, value| format!("1,S1,{},{},{value}\n", row + first, column + first);
        "iteration,quantity,row,col,value\n".to_owned() + &row(0, 0, "1.50") + &row(0, 1, "2.50")
    };
    for first in [0, 1] {
        let document = read("a.csv", long(first).as_bytes()).unwrap();
        let grid = written(&document)[0].value.clone().unwrap();
        assert_eq!((grid.rows, grid.columns, told(&grid).as_str()), (1, 2, "1.5 2.5"));
    }
}

#[cfg(feature = "npz")]
#[test]
fn arrays_of_numpy_are_read_compressed_in_either_order_and_exactly() {
    // np.savez_compressed with S1_2 in the order of Fortran, W1 of int32 and b of float32.
    let document = read("a.npz", include_bytes!("numpy.npz")).unwrap();
    let iterations: Vec<_> = headings(&document).iter().map(|heading| heading.iteration).collect();
    assert_eq!(iterations, [Some(1), Some(2)]);
    let said: Vec<_> = written(&document)
        .iter()
        .map(|written| format!("{} = {}", written.name, told(written.value.as_ref().unwrap())))
        .collect();
    assert_eq!(said, ["W1 = 1 -2", "b = 0.5 0.25", "S1 = 1.5 2; 3 4", "loss = 0.125"]);
    let exact = |written: &&Written| written.value.as_ref().unwrap().cells[0].decimals.is_none();
    assert!(written(&document).iter().all(exact));
}

#[test]
fn what_this_program_reports_is_read_back_to_the_bit() {
    let trace = |format: &str| {
        let mut command = assert_cmd::Command::cargo_bin("chainrule").unwrap();
        command.args(["trace", "paper", "-n", "2", "--format", format]).output().unwrap().stdout
    };
    let json: serde_json::Value = serde_json::from_slice(&trace("json")).unwrap();
    let formats: &[&str] =
        if cfg!(feature = "npz") { &["json", "csv", "npz"] } else { &["json", "csv"] };
    for format in formats {
        let document = read(&format!("trace.{format}"), &trace(format)).unwrap();
        let iterations: Vec<_> =
            headings(&document).iter().map(|heading| heading.iteration).collect();
        assert_eq!(iterations, [Some(1), Some(2)], "{format}");
        for name in ["S1", "delta1", "dW2"] {
            let quantities = json["iterations"][1]["quantities"].as_array().unwrap();
            let expected = quantities.iter().find(|quantity| quantity["name"] == name).unwrap();
            let found =
                written(&document).into_iter().rfind(|written| written.name == name).unwrap();
            let grid = found.value.as_ref().unwrap();
            for (at, mark) in grid.cells.iter().enumerate() {
                let cell = &expected["value"][at / grid.columns][at % grid.columns];
                assert_eq!(Some(mark.value), cell.as_f64(), "{format} {name}");
                assert_eq!(mark.decimals, None, "{format} {name}");
            }
        }
    }
}
