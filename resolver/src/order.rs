//! Numbers in order, by their bytes: the standard sorts are as large as all else that a page searches with, once for
//! each type, and slower on the long lists of an index.

/// Puts numbers in rising order.
pub(crate) fn order(numbers: &mut Vec<u64>) {
    let mut other = vec![0_u64; numbers.len()];
    for shift in (0..64).step_by(8) {
        let byte = |number: u64| (number >> shift) as usize & 0xff;
        let mut ends = [0_usize; 257];
        for number in numbers.iter() {
            ends[byte(*number) + 1] += 1;
        }
        if ends.contains(&numbers.len()) {
            continue;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        for number in numbers.iter() {
            let end = &mut ends[byte(*number)];
            other[*end] = *number;
            *end += 1;
        }
        std::mem::swap(numbers, &mut other);
    }
}

/// Two numbers as one, the first one weighing more.
pub(crate) fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The two numbers of a pair.
pub(crate) fn parts(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_in_the_order_of_the_standard_sort(mut numbers in prop::collection::vec(any::<u64>(), 0..300), few in any::<bool>()) {
            if few {
                numbers.iter_mut().for_each(|number| *number &= 0xf00f);
            }
            let mut wanted = numbers.clone();
            wanted.sort_unstable();
            order(&mut numbers);
            prop_assert_eq!(numbers, wanted);
        }
    }

    #[test]
    fn pairs_come_apart_again() {
        assert_eq!(parts(pair(7, u32::MAX)), (7, u32::MAX));
        assert!(pair(1, 9) < pair(2, 0));
    }
}
