//! Rc and RefCell: several owners of one value that each may change, one at a time.

use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let counter = Rc::new(RefCell::new(0));
    let counter_for_ui = Rc::clone(&counter);
    let counter_for_logic = Rc::clone(&counter);

    // The UI adds 1.
    *counter_for_ui.borrow_mut() += 1;
    // The game logic adds 5.
    *counter_for_logic.borrow_mut() += 5;

    println!("Final score: {}", *counter.borrow());
}
