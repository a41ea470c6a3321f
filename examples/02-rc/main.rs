//! Rc: several owners of one value on one thread, counted.

use std::rc::Rc;

fn main() {
    let shared_recipe = Rc::new(String::from("Secret Sauce"));
    let kitchen_copy = Rc::clone(&shared_recipe);
    let chef_copy = Rc::clone(&shared_recipe);

    println!("How many have the recipe? {}", Rc::strong_count(&chef_copy));

    assert_eq!(*kitchen_copy, "Secret Sauce");
    assert!(Rc::ptr_eq(&shared_recipe, &kitchen_copy));
}
