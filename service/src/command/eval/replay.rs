//! `unstuck eval --mode predict` and `--mode learning`: recorded rows replayed in time order.

use serde::Serialize;
use unstuck_resolver::eval::{Foresight, Hundred, Row, foresee, regret};

use super::{Mode, Options};
use crate::{catalogue, command::rows, edge::embeddings};

/// Bars of a curve, from the least to the most.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn run(options: &Options) -> Result<(), String> {
    let rows: Vec<Row> = rows::read(&options.queries, "--queries")?;
    let encoder = embeddings::open(options.embeddings.as_deref())?;
    let resolver = catalogue::unlearned(catalogue::read(&options.solutions)?, encoder.as_ref());
    let file = options.queries.display();
    if options.mode == Mode::Predict {
        if !rows.iter().any(|row| row.split == options.split && !row.scene.is_empty()) {
            return Err(format!(
                "UNSTUCK-V008: {file} has no row of the split `{}` with a scene. Name another with --split, or record `scene`.",
                options.split
            ));
        }
        let all = foresee(&resolver, &rows, &options.split);
        return print(options, &all, || foresights(&all));
    }
    if !rows.iter().any(|row| !row.gold_solution_ids.is_empty()) {
        return Err(format!(
            "UNSTUCK-V008: {file} has no row with a right answer. Record `gold_solution_ids`."
        ));
    }
    let hundreds = regret(&resolver, &rows);
    print(options, &hundreds, || curve(&hundreds))
}

fn print(options: &Options, figures: &impl Serialize, words: impl FnOnce() -> String) -> Result<(), String> {
    if options.json {
        let figures = serde_json::to_string(figures)
            .map_err(|error| format!("UNSTUCK-V008: {error}. Report this with the two files."))?;
        println!("{figures}");
    } else {
        println!("{}", words());
    }
    Ok(())
}

/// A line for each that predicted, and one for each kind of moment.
fn foresights(all: &[Foresight]) -> String {
    let figure = |figure: Option<f64>| figure.map_or("–".to_owned(), |figure| format!("{figure:.3}"));
    let head = format!(
        "{:<24} {:>7} {:>7} {:>7} {:>8} {:>7} {:>7}",
        "predicted by", "moments", "hit@1", "hit@3", "coverage", "ece", "chance"
    );
    let mut lines = vec![head];
    for one in all {
        lines.push(format!(
            "{:<24} {:>7} {:>7.3} {:>7.3} {:>8.3} {:>7} {:>7}",
            named(one.by),
            one.moments,
            one.hit1,
            one.hit3,
            one.coverage,
            figure(one.ece),
            figure(one.ece_by_chance)
        ));
        for (slice, [hit1, hit3]) in &one.slices {
            lines.push(format!("{:<24} {:>7} {hit1:>7.3} {hit3:>7.3}", format!("  where {slice}"), ""));
        }
    }
    lines.join("\n")
}

fn named(by: &str) -> &str {
    match by {
        "predicted" => "everything learnt",
        "popularity" => "popularity alone",
        "route" => "the route alone",
        other => other,
    }
}

/// A line for each hundred, and what they lost as bars.
fn curve(hundreds: &[Hundred]) -> String {
    let mut lines =
        vec![format!("{:>9} {:>7} {:>7} {:>7} {:>7}", "queries", "right", "fixed", "regret", "in all")];
    let mut queries = 0;
    for one in hundreds {
        queries += one.queries;
        let lost = lost(one);
        lines.push(format!("{queries:>9} {:>7} {:>7} {lost:>+7} {:>+7}", one.right, one.fixed, one.regret));
    }
    lines.push(format!("regret of each hundred  {}", bars(hundreds)));
    lines.join("\n")
}

fn lost(one: &Hundred) -> i64 {
    one.fixed as i64 - one.right as i64
}

fn bars(hundreds: &[Hundred]) -> String {
    let least = hundreds.iter().map(lost).min().unwrap_or_default();
    let most = hundreds.iter().map(lost).max().unwrap_or_default();
    let span = (most - least).max(1) as usize;
    hundreds.iter().map(|one| BARS[(lost(one) - least) as usize * (BARS.len() - 1) / span]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_falls_from_the_most_to_the_least() {
        let hundred = |right, regret| Hundred { queries: 100, right, fixed: 60, regret };
        let told = curve(&[hundred(20, 40), hundred(50, 50), hundred(70, 40)]);
        assert!(told.ends_with("█▃▁"), "{told}");
        assert!(told.contains("      300      70      60     -10     +40"), "{told}");
        assert_eq!(bars(&[]), "");
    }
}
