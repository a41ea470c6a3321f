//! Drop: work that is done when a value ends, however its scope is left.

struct DatabaseConnection {
    id: u32,
}

impl Drop for DatabaseConnection {
    fn drop(&mut self) {
        println!("Closing database connection #{}", self.id);
    }
}

fn main() {
    {
        let connection = DatabaseConnection { id: 42 };
        println!("Using connection #{}...", connection.id);
    }
    println!("Connection is now closed.");
}
