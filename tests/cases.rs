//! Every reference case as a lesson file through `chainrule trace FILE --format json`: every number
//! of every iteration at the case's tolerance.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

#[path = "common/binary.rs"]
mod binary;
mod common;

use binary::numbers;
use serde_json::Value;

/// The cases in which the sign of a zero counts: in the deltas, or everywhere.
const SIGNED_DELTAS: &str = "01_paper_three_iterations";
const SIGNED: &str = "81_all_dead_relu";

/// How far numbers may lie apart, and whether zeros must have the same sign.
#[derive(Clone, Copy)]
struct Tolerance {
    relative: f64,
    absolute: f64,
    signed: bool,
}

impl Tolerance {
    fn of(case: &Value) -> Self {
        let tolerance = |key: &str, default| case["tolerance"][key].as_f64().unwrap_or(default);
        let (relative, absolute) = (tolerance("rel", 1e-11), tolerance("abs", 1e-13));
        Self { relative, absolute, signed: false }
    }

    fn accepts(self, ours: f64, theirs: f64) -> bool {
        if self.signed && ours == 0.0 && theirs == 0.0 {
            return ours.is_sign_negative() == theirs.is_sign_negative();
        }
        let within = self.absolute + self.relative * theirs.abs();
        ours == theirs || (ours.is_nan() && theirs.is_nan()) || (ours - theirs).abs() <= within
    }
}

/// What is compared with what, and how many numbers were found to agree.
struct Comparison {
    case: String,
    agreed: usize,
    complaints: Vec<String>,
}

impl Comparison {
    fn compare(&mut self, what: &str, ours: &Value, theirs: &Value, tolerance: Tolerance) {
        let (ours, theirs) = (numbers(ours), numbers(theirs));
        if ours.len() != theirs.len() {
            let (a, b) = (ours.len(), theirs.len());
            self.complaints.push(format!("{}: {what}: {a} numbers, not {b}", self.case));
        }
        for (at, (&a, &b)) in ours.iter().zip(&theirs).enumerate() {
            if tolerance.accepts(a, b) {
                self.agreed += 1;
            } else {
                self.complaints
                    .push(format!("{}: {what}, number {at}: {a:e}, not {b:e}", self.case));
            }
        }
    }

    /// The fields of one iteration of a case against iteration `i` (from 0) of a trace.
    fn iteration(&mut self, trace: &Value, i: usize, expected: &Value, tolerance: Tolerance) {
        let mut compare = |name: &str, key: &str, theirs: &Value| {
            if !theirs.is_null() {
                let delta = self.case == SIGNED_DELTAS && key == "deltas";
                let tolerance = Tolerance { signed: delta || self.case == SIGNED, ..tolerance };
                let what = format!("iteration {}, {name}", i + 1);
                self.compare(&what, binary::quantity(trace, i, name), theirs, tolerance);
            }
        };
        compare("L", "per_example_loss", &expected["per_example_loss"]);
        for (key, before, after) in [
            ("pre_activations", "S", ""),
            ("activations", "A", ""),
            ("deltas", "delta", ""),
            ("grad_W", "dW", ""),
            ("grad_b", "db", ""),
            ("W_after", "W", "_next"),
            ("b_after", "b", "_next"),
        ] {
            for (l, theirs) in expected[key].as_array().unwrap().iter().enumerate() {
                compare(&format!("{before}{}{after}", l + 1), key, theirs);
            }
        }
        for (parameter, states) in
            expected["optimizer_state_after"].as_object().into_iter().flatten()
        {
            for (state, theirs) in states.as_object().unwrap() {
                compare(&format!("{parameter}_{state}"), "state", theirs);
            }
        }
        let fields = [("loss", "loss"), ("data_loss", "data_loss"), ("penalty", "reg_loss")];
        for (name, theirs) in fields.map(|(name, key)| (name, &expected[key])) {
            if !theirs.is_null() {
                let what = format!("iteration {}, {name}", i + 1);
                self.compare(&what, &trace["iterations"][i][name], theirs, tolerance);
            }
        }
    }

    /// The parameters after some updates, and what the network makes of them: what the iteration
    /// after those updates starts from.
    fn checkpoint(&mut self, lesson: &str, expected: &Value) {
        let tolerance = Tolerance { relative: 1e-10, absolute: 1e-13, signed: false };
        let updates = expected["after_updates"].as_u64().unwrap();
        let iteration = (updates + 1).to_string();
        let trace = binary::trace(lesson, &["--from", &iteration, "--iterations", &iteration]);
        assert_eq!(trace["iterations"][0]["iteration"], updates + 1);
        let what = |name: &str| format!("after {updates} updates, {name}");
        self.compare(&what("loss"), &trace["iterations"][0]["loss"], &expected["loss"], tolerance);
        let depth = expected["W"].as_array().unwrap().len();
        let output = binary::quantity(&trace, 0, &format!("A{depth}"));
        self.compare(&what("output"), output, &expected["output"], tolerance);
        for letter in ["W", "b"] {
            for (l, theirs) in expected[letter].as_array().unwrap().iter().enumerate() {
                if !theirs.is_null() {
                    let name = format!("{letter}{}", l + 1);
                    self.compare(
                        &what(&name),
                        binary::quantity(&trace, 0, &name),
                        theirs,
                        tolerance,
                    );
                }
            }
        }
    }
}

#[test]
fn every_case_agrees_with_the_trace_of_its_lesson() {
    let mut complaints = Vec::new();
    for (name, case) in common::cases() {
        let trace = binary::trace(&common::case_to_toml(&case), &[]);
        let expected = case["expected"].as_array().unwrap();
        assert_eq!(trace["iterations"].as_array().unwrap().len(), expected.len(), "{name}");
        let mut comparison = Comparison { case: name, agreed: 0, complaints: Vec::new() };
        for (i, expected) in expected.iter().enumerate() {
            comparison.iteration(&trace, i, expected, Tolerance::of(&case));
        }
        assert!(comparison.agreed + comparison.complaints.len() > 8, "{}", comparison.case);
        complaints.extend(comparison.complaints);
    }
    assert!(complaints.is_empty(), "{} differ:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn long_runs_arrive_where_the_cases_say() {
    let mut complaints = Vec::new();
    let mut checkpoints = 0;
    for (name, case) in common::cases() {
        let mut comparison = Comparison { case: name, agreed: 0, complaints: Vec::new() };
        for checkpoint in case["checkpoints"].as_array().into_iter().flatten() {
            comparison.checkpoint(&common::case_to_toml(&case), checkpoint);
            checkpoints += 1;
        }
        complaints.extend(comparison.complaints);
    }
    assert!(checkpoints >= 4, "only {checkpoints} checkpoints");
    assert!(complaints.is_empty(), "{} differ:\n{}", complaints.len(), complaints.join("\n"));
}
