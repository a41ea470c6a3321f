//! Trait objects: values of several types in one list, called by what they can do.

trait Logger {
    fn log(&self, message: &str);
}

struct FileLogger;
struct ConsoleLogger;

impl Logger for FileLogger {
    fn log(&self, message: &str) {
        println!("[LOG to FILE] {message}");
    }
}

impl Logger for ConsoleLogger {
    fn log(&self, message: &str) {
        println!("[LOG to CONSOLE] {message}");
    }
}

fn main() {
    let mut loggers: Vec<Box<dyn Logger>> = Vec::new();
    loggers.push(Box::new(FileLogger));
    loggers.push(Box::new(ConsoleLogger));

    for logger in loggers {
        logger.log("System started");
    }
}
