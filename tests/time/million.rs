//! A million iterations: their memory, counted, and random seeks in them.

use std::collections::BTreeMap;

use allocation_counter::measure;
use chainrule::math::rng::Rng;
use chainrule::train::Timeline;

use crate::setups::paper;
use crate::straight::{Straight, assert_curve, assert_same, bits};

const MILLION: u64 = 1_000_000;

#[test]
fn a_million_iterations_stay_under_64_megabytes_and_every_seek_finds_the_straight_run() {
    let setup = paper();
    let mut timeline = None;
    let counted = measure(|| {
        let mut run = Timeline::new(setup.clone());
        run.seek(MILLION);
        timeline = Some(run);
    });
    let mut timeline = timeline.unwrap();
    assert!(counted.bytes_max < 64_000_000, "{counted:?}");
    // What is kept: 16,384 buckets of 24 bytes, and 4,096 keyframes of some 200 bytes.
    assert!(counted.bytes_current < 4_000_000, "{counted:?}");

    let mut rng = Rng::new(1);
    let mut seeks: Vec<u64> = (0..1_000).map(|_| rng.below(MILLION) + 1).collect();
    seeks.extend([MILLION, 1, 2, MILLION - 1]);
    let mut seen = BTreeMap::new();
    let counted = measure(|| {
        for &iteration in &seeks {
            timeline.seek(iteration);
            assert_eq!(timeline.iteration(), iteration);
            let trace = timeline.trainer().parameters().concat();
            seen.insert(iteration, (bits(&trace), timeline.trainer().loss().to_bits()));
        }
    });
    assert!(counted.bytes_max < 4_000_000, "seeks may keep little: {counted:?}");
    assert_eq!(timeline.run().reached(), MILLION);

    let mut straight = Straight::new(&setup, &[]);
    for (at, (iteration, (parameters, loss))) in seen.iter().enumerate() {
        let trainer = straight.go_to(*iteration);
        assert_eq!(*parameters, bits(&trainer.parameters().concat()), "at {iteration}");
        assert_eq!(*loss, trainer.loss().to_bits(), "at {iteration}");
        if at % 100 == 0 {
            timeline.seek(*iteration);
            assert_same(timeline.trainer(), trainer, "a seek in a million");
        }
    }
    assert_curve(&timeline, &straight.losses, "a million");
}
