//! What every pair may use, in Rust; `prelude.ts` says the same in TypeScript.
#![allow(warnings)]

pub use std::cell::{Cell, Ref, RefCell, RefMut};
pub use std::rc::Rc;
pub use std::sync::{Arc, Mutex, MutexGuard, RwLock, mpsc};
pub use std::thread;

pub struct Item {
    pub n: i32,
}
impl Drop for Item {
    fn drop(&mut self) {}
}
impl Item {
    pub fn new(n: i32) -> Item {
        Item { n }
    }
    pub fn get(&self) -> i32 {
        self.n
    }
    pub fn bump(&mut self) {
        self.n += 1;
    }
    pub fn add(&mut self, by: i32) -> i32 {
        self.n += by;
        self.n
    }
    pub fn eat(self) -> i32 {
        self.n
    }
}

/// May be taken apart.
pub struct Pair {
    pub a: Item,
    pub b: Item,
}
impl Pair {
    pub fn new(a: Item, b: Item) -> Pair {
        Pair { a, b }
    }
    pub fn sum(&self) -> i32 {
        self.a.n + self.b.n
    }
    pub fn shake(&mut self) {
        self.a.n += 1;
    }
    pub fn first(&self) -> &Item {
        &self.a
    }
    pub fn first_mut(&mut self) -> &mut Item {
        &mut self.a
    }
    pub fn into_first(self) -> Item {
        self.a
    }
}

/// May not be taken apart: its end is told.
pub struct Sealed {
    pub item: Item,
    pub n: i32,
}
impl Drop for Sealed {
    fn drop(&mut self) {}
}
impl Sealed {
    pub fn new(item: Item) -> Sealed {
        Sealed { item, n: 0 }
    }
    pub fn shake(&mut self) {
        self.n += 1;
    }
}

/// Looks at an item.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub item: &'a Item,
}
impl<'a> View<'a> {
    pub fn new(item: &'a Item) -> View<'a> {
        View { item }
    }
    pub fn get(&self) -> i32 {
        self.item.n
    }
    pub fn inner(&self) -> &'a Item {
        self.item
    }
}

/// Looks at an item, and once more at its own end.
pub struct Watch<'a> {
    pub item: &'a Item,
}
impl<'a> Drop for Watch<'a> {
    fn drop(&mut self) {
        tell(self.item.n);
    }
}
impl<'a> Watch<'a> {
    pub fn new(item: &'a Item) -> Watch<'a> {
        Watch { item }
    }
    pub fn get(&self) -> i32 {
        self.item.n
    }
}

/// Holds an item alone, and changes it at its own end.
pub struct Hold<'a> {
    pub item: &'a mut Item,
}
impl<'a> Drop for Hold<'a> {
    fn drop(&mut self) {
        self.item.n += 1;
    }
}
impl<'a> Hold<'a> {
    pub fn new(item: &'a mut Item) -> Hold<'a> {
        Hold { item }
    }
    pub fn get(&self) -> i32 {
        self.item.n
    }
    pub fn bump(&mut self) {
        self.item.n += 1;
    }
}

pub fn coin() -> bool {
    true
}
pub fn tell(n: i32) {}
pub fn make() -> Item {
    Item::new(1)
}
pub fn look(x: &Item) -> i32 {
    x.n
}
pub fn touch(x: &mut Item) {
    x.n += 1;
}
pub fn consume(x: Item) {}
pub fn both(x: &mut Item, y: &Item) {
    x.n += y.n;
}
pub fn twice(x: &mut Item, y: &mut Item) {
    x.n += y.n;
}
pub fn through(x: &Item) -> &Item {
    x
}
pub fn through_mut(x: &mut Item) -> &mut Item {
    x
}
pub fn pick<'a>(x: &'a Item, y: &'a Item) -> &'a Item {
    if coin() { x } else { y }
}
pub fn left<'a>(x: &'a Item, y: &Item) -> &'a Item {
    x
}
/// Takes an item out of what it may only change, and puts another one there.
pub fn refill(p: &mut Pair, x: Item) -> Item {
    std::mem::replace(&mut p.a, x)
}
/// A borrow of what is held alone, behind a borrow of who holds it.
pub fn grip<'a>(h: &'a mut Hold<'_>) -> &'a mut Item {
    h.item
}
pub fn freeze(x: &mut Item) -> &Item {
    x
}
pub fn look_pair(p: &Pair) -> i32 {
    p.a.n
}
pub fn touch_pair(p: &mut Pair) {
    p.a.n += 1;
}
pub fn consume_pair(p: Pair) {}
pub fn consume_sealed(s: Sealed) {}
pub fn run(f: &dyn Fn()) {
    f();
}
pub fn run_mut(f: &mut dyn FnMut()) {
    f();
}
pub fn run_once(f: impl FnOnce()) {
    f();
}
pub fn later(f: impl FnOnce() + 'static) {}
