//! The files themselves. Whoever may have no folder gets errors, and nobody else hears of them.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Read as _, Write as _},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use super::{
    entry,
    name::{self, Name, Told},
    plan::{Found, UNREADABLE, is_left_over},
};
use crate::{loss::TOO_LARGE, platform, queue::Entry};

pub(super) struct Folder(pub(super) PathBuf);

/// What stands in the folder.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) found: Vec<Found>,
    /// Names that are no entry's and look like one.
    pub(super) garbage: Vec<String>,
}

impl Folder {
    /// Makes the folder where there is none. Nobody else may read it; one that can't be had so is not used.
    pub(super) fn make(&self) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.0)?;
        self.check()
    }

    /// Sees to it that the folder is one, and private; only its owner can make it so.
    pub(super) fn check(&self) -> io::Result<()> {
        // A link may lead to where others read.
        let about = fs::symlink_metadata(&self.0)?;
        if !about.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mut mode = about.permissions();
            if mode.mode() & 0o077 != 0 {
                mode.set_mode(0o700);
                fs::set_permissions(&self.0, mode)?;
            }
        }
        Ok(())
    }

    /// Lists the folder, and removes what was left half written.
    pub(super) fn list(&self) -> io::Result<Listed> {
        let mut listed = Listed::default();
        for file in fs::read_dir(&self.0)? {
            let file = file?;
            let name = file.file_name();
            let Some(text) = name.to_str() else { continue };
            let told = name::read(text);
            if told == Told::Foreign {
                continue;
            }
            // What has vanished since is somebody else's doing, and fine.
            let Ok(about) = file.metadata() else { continue };
            match told {
                // A pipe would be read forever, and a link leads elsewhere.
                Told::Entry(_) if !about.is_file() => listed.garbage.push(text.to_owned()),
                Told::Entry(name) => listed.found.push(Found { name, bytes: about.len() }),
                Told::Garbage => listed.garbage.push(text.to_owned()),
                Told::Part => {
                    let written = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
                    let written = written.map_or(0, |at| at.as_millis() as u64);
                    if is_left_over(written, platform::now()) {
                        let _ = fs::remove_file(file.path());
                    }
                }
                Told::Foreign => {}
            }
        }
        Ok(listed)
    }

    /// Writes an entry, whole or not at all.
    pub(super) fn write(&self, name: &Name, text: &str) -> io::Result<()> {
        let part = self.0.join(name.part(platform::random()));
        let written = write(&part, text).and_then(|()| fs::rename(&part, self.0.join(name.text())));
        if written.is_err() {
            let _ = fs::remove_file(&part);
        }
        written
    }

    /// Has the names on the disk too, so that they are there after a power cut.
    pub(super) fn sync(&self) {
        #[cfg(unix)]
        let _ = File::open(&self.0).and_then(|folder| folder.sync_all());
    }

    /// Reads an entry: none where the file has vanished or can't be read now, and the reason where it never will be.
    pub(super) fn read(&self, name: &Name) -> Option<Result<Entry, &'static str>> {
        match bytes(&self.0.join(name.text())) {
            Ok(bytes) => Some(entry::read(&bytes, name.key, name.kind)),
            Err(error) => match error.kind() {
                ErrorKind::PermissionDenied => Some(Err(UNREADABLE)),
                ErrorKind::FileTooLarge => Some(Err(TOO_LARGE)),
                _ => None,
            },
        }
    }

    pub(super) fn rename(&self, old: &Name, new: &Name) -> io::Result<()> {
        fs::rename(self.0.join(old.text()), self.0.join(new.text()))
    }

    /// Removes a file; false where somebody else did.
    pub(super) fn remove(&self, name: &str) -> io::Result<bool> {
        let path = self.0.join(name);
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            // A folder under the name of an entry: only an empty one goes, since nothing of ours is in it.
            Err(error) => fs::remove_dir(&path).map(|()| true).map_err(|_| error),
        }
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(entry::write(text).as_bytes())?;
    file.sync_all()
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.len() > entry::FILE_BYTES as u64 {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    file.take(entry::FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
