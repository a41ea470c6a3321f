//! The Rust twins of `npm run bench:sync`: for each name on standard input, one figure of one round.

use std::hint::black_box;
use std::io::stdin;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Instant;

fn main() {
    for name in stdin().lines().map_while(Result::ok) {
        let figure = match name.as_str() {
            "uncontended" => uncontended(),
            "contended" => contended(),
            "messages" => messages(),
            unknown => panic!("no case is called {unknown}"),
        };
        println!("{figure}");
    }
}

/// Nanoseconds of a lock, an addition and an unlock.
fn uncontended() -> f64 {
    const TURNS: u32 = 5_000;
    let mutex = Mutex::new(0.0f64);
    let start = Instant::now();
    for _ in 0..TURNS {
        *black_box(&mutex).lock().unwrap() += 1.0;
    }
    start.elapsed().as_nanos() as f64 / f64::from(TURNS)
}

/// Millions of sections a second of two threads.
fn contended() -> f64 {
    const TURNS: u32 = 100_000;
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

/// Millions of numbers a second to another thread.
fn messages() -> f64 {
    const MESSAGES: u32 = 1_000_000;
    let (sender, receiver) = sync_channel(1024);
    let start = Instant::now();
    let sending = thread::spawn(move || {
        for message in 0..MESSAGES {
            sender.send(message).unwrap();
        }
    });
    let sum: u64 = receiver.iter().map(u64::from).sum();
    sending.join().unwrap();
    black_box(sum);
    f64::from(MESSAGES) / start.elapsed().as_secs_f64() / 1e6
}
