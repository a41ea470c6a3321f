//! Box: one owner. A list of boxed nodes, and a large buffer that moves without being copied.

enum List<T> {
    Cons(T, Box<List<T>>),
    Nil,
}

fn show(list: &List<i32>) -> String {
    match list {
        List::Nil => "Nil".to_string(),
        List::Cons(value, next) => format!("{value} -> {}", show(next)),
    }
}

struct BigBuffer([u8; 1_000_000]);

fn byte_length(buffer: Box<BigBuffer>) -> usize {
    buffer.0.len()
}

fn main() {
    let list = List::Cons(1, Box::new(List::Cons(2, Box::new(List::Nil))));
    println!("{}", show(&list));

    let data = Box::new(BigBuffer([0; 1_000_000]));
    println!("{} bytes", byte_length(data));
}
