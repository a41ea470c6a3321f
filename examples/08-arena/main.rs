//! Arenas: many values that point to each other and end together.

use std::cell::RefCell;

struct TreeNode<'a> {
    value: i32,
    children: Vec<&'a TreeNode<'a>>,
}

/// A small arena, as the crate `typed_arena` makes them: chunks that are never moved, all freed at once.
struct Arena<T> {
    chunks: RefCell<Vec<Vec<T>>>,
}

impl<T> Arena<T> {
    fn new() -> Self {
        Arena { chunks: RefCell::new(vec![Vec::with_capacity(8)]) }
    }

    #[allow(clippy::mut_from_ref)]
    fn alloc(&self, value: T) -> &mut T {
        let mut chunks = self.chunks.borrow_mut();
        let last = chunks.last().unwrap();
        if last.len() == last.capacity() {
            let capacity = 2 * last.capacity();
            chunks.push(Vec::with_capacity(capacity));
        }
        let chunk = chunks.last_mut().unwrap();
        let index = chunk.len();
        chunk.push(value);
        // SAFETY: a chunk never grows beyond its capacity, so its values never move, and each is lent exactly once.
        unsafe { &mut *chunk.as_mut_ptr().add(index) }
    }

    fn len(&self) -> usize {
        self.chunks.borrow().iter().map(Vec::len).sum()
    }
}

fn main() {
    {
        let arena = Arena::new();

        let root = arena.alloc(TreeNode { value: 0, children: Vec::new() });
        let child1 = arena.alloc(TreeNode { value: 1, children: Vec::new() });
        let child2 = arena.alloc(TreeNode { value: 2, children: Vec::new() });

        root.children.push(child1);
        root.children.push(child2);

        let children: Vec<String> = root.children.iter().map(|child| child.value.to_string()).collect();
        println!("Node {} has the children {}", root.value, children.join(", "));
        println!("{} nodes in the arena", arena.len());
    }
    println!("All nodes are freed.");
}
