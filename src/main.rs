//! The binary: hands the command line to the library and exits with its code.

fn main() -> std::process::ExitCode {
    chainrule::cli::run(std::env::args_os())
}
