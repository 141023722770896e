//! The terms of a formula in a row: names, numbers, functions, signs of operations.

use crate::homework::name::scan::Sign;
use crate::homework::name::{Name, gradient, parse, words};

/// A term.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    Name(Name),
    Number(f64),
    /// A function that is applied, and whether it is a derivative.
    Function(String, bool),
    Exp,
    Log,
    Max,
    Square,
    Matrix,
    Open,
    Op(char),
}

/// The terms of signs.
pub(super) fn terms(signs: &[Sign]) -> Vec<Term> {
    let mut terms = Vec::new();
    gather(&unglued(signs), &mut terms, 0);
    terms
}

/// How deep fractions may stand in one another.
const DEEPEST: usize = 6;

/// Words that are several letters side by side become several: `XW`, `hW`.
fn unglued(signs: &[Sign]) -> Vec<Sign> {
    let mut out = Vec::new();
    for sign in signs {
        match sign {
            Sign::Word(word) if !is_whole(word) => out.extend(split(word).map(Sign::Word)),
            _ => out.push(sign.clone()),
        }
    }
    out
}

fn is_whole(word: &str) -> bool {
    word.chars().count() == 1
        || words::is_known(word)
        || words::is_stated(word)
        || words::activation(word).is_some()
        || gradient::prefixed(word).is_some()
        || word.chars().count() > 3 && word.chars().all(char::is_lowercase)
        || matches!(word, "exp" | "log" | "ln" | "max" | "sum" | "dot" | "np" | "dL" | "mean")
}

/// The longest words that are known, one behind the other.
fn split(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = letters.get(at..).filter(|rest| !rest.is_empty())?;
        let known = (2..=rest.len().min(12)).rev().find(|n| {
            let piece: String = rest[..*n].iter().collect();
            words::is_known(&piece) && piece.chars().all(char::is_lowercase)
                || gradient::prefixed(&piece).is_some() && *n <= 3
        });
        let length = known.unwrap_or(1);
        at += length;
        Some(rest[..length].iter().collect())
    })
}

fn gather(signs: &[Sign], terms: &mut Vec<Term>, depth: usize) {
    let mut at = 0;
    while at < signs.len() && depth < DEEPEST {
        at = one(signs, at, terms, depth).max(at + 1);
    }
}

/// Adds the term at `at`, and says where the next one is.
fn one(signs: &[Sign], at: usize, terms: &mut Vec<Term>, depth: usize) -> usize {
    match &signs[at] {
        Sign::Word(word) => word_at(signs, at, word, terms),
        Sign::Over(over, under) => {
            fraction(signs, at, [over.as_slice(), under.as_slice()], terms, depth)
        }
        Sign::Number(text) => {
            terms.extend(text.parse().ok().map(Term::Number));
            let square = terms.len() > 2 && terms[terms.len() - 3..].starts_with(&STARS);
            if square && text == "2" {
                terms.truncate(terms.len() - 3);
                terms.push(Term::Square);
            }
            at + 1
        }
        Sign::Above(above) => {
            match above.as_slice() {
                [Sign::Number(two)] if two == "2" => terms.push(Term::Square),
                [Sign::Word(word)] if word == "T" => transpose(terms),
                _ => {}
            }
            at + 1
        }
        Sign::Mark('Σ') => {
            terms.push(Term::Op('Σ'));
            skip_scripts(signs, at + 1).0
        }
        Sign::Mark('½') => push(terms, Term::Number(0.5), at),
        Sign::Mark('(') => push(terms, Term::Open, at),
        Sign::Mark('Δ' | '∇' | '∂') => named(signs, at, terms),
        Sign::Mark('.') => match signs.get(at + 1) {
            Some(Sign::Word(word)) if word == "T" => {
                transpose(terms);
                at + 2
            }
            _ => at + 1,
        },
        Sign::Mark(')' | ',' | '[' | ']') | Sign::Below(_) | Sign::Prime => at + 1,
        Sign::Mark(c) => push(terms, Term::Op(*c), at),
        Sign::Matrix => push(terms, Term::Matrix, at),
    }
}

/// `**`
const STARS: [Term; 2] = [Term::Op('⊙'), Term::Op('⊙')];

fn push(terms: &mut Vec<Term>, term: Term, at: usize) -> usize {
    terms.push(term);
    at + 1
}

/// Marks the last name as transposed: `(a^1)^T`, `W2.T`.
fn transpose(terms: &mut [Term]) {
    let last = terms.iter_mut().rev().find_map(|term| match term {
        Term::Name(name) => Some(name),
        _ => None,
    });
    if let Some(name) = last {
        name.transposed = true;
    }
}

fn named(signs: &[Sign], at: usize, terms: &mut Vec<Term>) -> usize {
    match parse::item(signs, at) {
        Some((name, end)) => {
            terms.push(Term::Name(name));
            end
        }
        None => at + 1,
    }
}

fn fraction(
    signs: &[Sign],
    at: usize,
    [over, under]: [&[Sign]; 2],
    terms: &mut Vec<Term>,
    depth: usize,
) -> usize {
    if let Some((name, end)) = parse::item(signs, at) {
        terms.push(Term::Name(name));
        return end;
    }
    if let ([Sign::Number(a)], [Sign::Number(b)]) = (over, under)
        && let (Ok(a), Ok(b)) = (a.parse::<f64>(), b.parse::<f64>())
    {
        return push(terms, Term::Number(a / b), at);
    }
    gather(&unglued(over), terms, depth + 1);
    terms.push(Term::Op('/'));
    gather(&unglued(under), terms, depth + 1);
    at + 1
}

/// Where scripts and primes end, and whether one was a prime.
fn skip_scripts(signs: &[Sign], mut at: usize) -> (usize, bool) {
    let mut prime = false;
    while let Some(Sign::Below(_) | Sign::Above(_) | Sign::Prime) = signs.get(at) {
        prime |= signs[at] == Sign::Prime;
        at += 1;
    }
    (at, prime)
}

fn word_at(signs: &[Sign], at: usize, word: &str, terms: &mut Vec<Term>) -> usize {
    let (behind, prime) = skip_scripts(signs, at + 1);
    let called = signs.get(behind) == Some(&Sign::Mark('('));
    let is_known = words::is_known(word);
    match word {
        "exp" => push(terms, Term::Exp, at),
        "e" if matches!(signs.get(at + 1), Some(Sign::Above(_))) => {
            if let Some(Sign::Above(above)) = signs.get(at + 1) {
                terms.push(Term::Exp);
                gather(&unglued(above), terms, DEEPEST - 1);
            }
            at + 2
        }
        "log" | "ln" => push(terms, Term::Log, at),
        "max" | "maximum" => push(terms, Term::Max, at),
        "sum" => push(terms, Term::Op('Σ'), at),
        "dot" | "matmul" => push(terms, Term::Op('·'), at),
        "f" | "g" | "phi" | "varphi" | "act" if called || prime => {
            terms.push(Term::Function(word.into(), prime));
            behind
        }
        _ if words::activation(word).is_some() && !is_known => {
            terms.push(Term::Function(word.into(), prime));
            behind
        }
        _ if is_known || words::is_stated(word) || gradient::prefixed(word).is_some() => {
            named(signs, at, terms)
        }
        "dL" | "dE" | "dJ" | "grad" => named(signs, at, terms),
        _ if word.chars().count() == 1 => named(signs, at, terms),
        _ => at + 1,
    }
}
