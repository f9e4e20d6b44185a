//! Makes the folder of what browsers load, empty if need be. The program is compiled with the
//! folder's address; were it missing then, the program would never look there again.

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    std::fs::create_dir_all("../target/site")
}
