//! The loops of `sync.mjs` in Rust, as JSON: nanoseconds of a lock and unlock, and millions of sections a second of two threads.

use std::hint::black_box;
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Instant;

const TURNS: u32 = 1_000_000;
const ROUNDS: usize = 9;

fn main() {
    println!("{{\"uncontended\":{},\"contended\":{}}}", median(uncontended), median(contended));
}

fn uncontended() -> f64 {
    let mutex = Mutex::new(0.0f64);
    let start = Instant::now();
    for _ in 0..TURNS {
        *black_box(&mutex).lock().unwrap() += 1.0;
    }
    start.elapsed().as_nanos() as f64 / f64::from(TURNS)
}

fn contended() -> f64 {
    let mutex = Arc::new(Mutex::new(0.0f64));
    let barrier = Arc::new(Barrier::new(3));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let (mutex, barrier) = (mutex.clone(), barrier.clone());
            thread::spawn(move || {
                barrier.wait();
                let mut seed = 1u32;
                for _ in 0..TURNS {
                    *mutex.lock().unwrap() += 1.0;
                    // About a tenth of a microsecond outside of the lock.
                    for _ in 0..64 {
                        seed = black_box(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
                    }
                }
            })
        })
        .collect();
    let start = Instant::now();
    barrier.wait();
    for thread in threads {
        thread.join().unwrap();
    }
    f64::from(2 * TURNS) / start.elapsed().as_secs_f64() / 1e6
}

fn median(run: fn() -> f64) -> f64 {
    let mut results: Vec<f64> = (0..ROUNDS).map(|_| run()).collect();
    results.sort_by(f64::total_cmp);
    results[ROUNDS / 2]
}
