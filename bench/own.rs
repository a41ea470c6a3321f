//! The loops of `own.mjs` in Rust: nanoseconds a turn, as JSON.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

const TURNS: u32 = 200_000;
const ROUNDS: usize = 15;

fn main() {
    let rc = Rc::new(1u64);
    let cell = RefCell::new(1u64);
    let rc_time = median(|| {
        let owner = Rc::clone(black_box(&rc));
        black_box(*owner);
    });
    let cell_time = median(|| {
        let guard = black_box(&cell).borrow();
        black_box(*guard);
    });
    let box_time = median(|| {
        let boxed = black_box(Box::new(1u64));
        black_box(*boxed);
    });
    println!("{{\"rc\":{rc_time},\"refCell\":{cell_time},\"box\":{box_time}}}");
}

fn median(turn: impl Fn()) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..TURNS {
                turn();
            }
            start.elapsed().as_nanos() as f64 / f64::from(TURNS)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}
