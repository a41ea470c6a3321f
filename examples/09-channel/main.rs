//! Channels: three threads send what they have worked out, and the first one adds it up.

use std::sync::mpsc::{channel, RecvError};
use std::thread;

fn main() {
    let (sender, receiver) = channel();

    for number in 1..=3 {
        let sender = sender.clone();
        thread::spawn(move || {
            sender.send(number * number).unwrap();
        });
    }
    drop(sender);

    let mut sum = 0;
    for square in &receiver {
        sum += square;
    }

    println!("Sum of squares: {sum}");
    if let Err(RecvError) = receiver.recv() {
        println!("Nobody can send any more");
    }
}
