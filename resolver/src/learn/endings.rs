//! How it ended for those who were shown each solution for a message of one form: what people were told tells more than what
//! it resembles, once enough of them have spoken.

use std::collections::BTreeMap;

use super::support::CASE;

/// How it ended, by the hash of the form.
#[derive(Debug, Default)]
pub(crate) struct Endings(BTreeMap<u64, Vec<Ending>>);

/// How often a solution helped, and failed.
#[derive(Debug, Clone, Copy)]
struct Ending {
    solution: u32,
    helped: f32,
    failed: f32,
}

impl Endings {
    pub(super) fn add(&mut self, form: u64, solution: u32, helped: f32, failed: f32) {
        // What one voice could have made up tells nothing.
        if helped.max(failed) <= CASE {
            return;
        }
        self.0.entry(form).or_default().push(Ending { solution, helped, failed });
    }

    /// Whether nobody has said anything that counts.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The solutions that helped more people than one voice could make up, each with how many.
    pub(crate) fn helped(&self, form: u64) -> impl Iterator<Item = (u32, f32)> {
        let endings = self.0.get(&form).map_or(&[][..], Vec::as_slice).iter();
        endings.map(|one| (one.solution, one.helped - CASE)).filter(|(_, helped)| *helped > 0.0)
    }

    /// How surely a solution works there: less than surely where it failed more people than one voice could make up.
    pub(crate) fn works(&self, form: u64, solution: u32) -> f32 {
        let endings = self.0.get(&form).map_or(&[][..], Vec::as_slice);
        endings.iter().find(|one| one.solution == solution).map_or(1.0, |one| {
            let failed = (one.failed - CASE).max(0.0);
            (one.helped + 1.0) / (one.helped + failed + 1.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_voice_makes_up_neither_help_nor_failure() {
        let mut endings = Endings::default();
        for (solution, helped, failed) in [(1, 1.64, 0.0), (2, 0.0, 1.64), (3, 6.0, 0.0), (4, 0.0, 9.0)] {
            endings.add(7, solution, helped, failed);
        }
        assert_eq!(endings.helped(7).map(|(at, _)| at).collect::<Vec<_>>(), [3]);
        assert_eq!([1, 2, 3, 5].map(|at| endings.works(7, at)), [1.0; 4]);
        assert!(endings.works(7, 4) < 0.2 && endings.works(8, 4) == 1.0);
    }
}
