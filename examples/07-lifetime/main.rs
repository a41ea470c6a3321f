//! Lifetimes: a type that says how long what it borrows must live.

struct Excerpt<'a> {
    snippet: &'a str,
}

fn get_summary<'a>(text: &'a str) -> Excerpt<'a> {
    let first_period = text.find('.').unwrap_or(text.len());
    Excerpt { snippet: &text[..first_period] }
}

fn main() {
    let story = String::from("It was a dark and stormy night. The electricity went out.");
    let summary = get_summary(&story);
    println!("Summary: {}", summary.snippet);
}
