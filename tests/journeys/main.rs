//! The whole road, walked in a real browser: each test is named by what a person lives through.

mod accessible;
mod fields;
mod fixes;
mod help;
mod help_centre;
mod leptos;
mod npm;
mod odd_pages;
mod packs;
mod page;
mod panel;
mod real_product;
mod recipes;
mod redraw;
mod settings;
mod several;
mod silence;
mod steps;
mod strict;
mod surfaces;
mod talk;
mod walking;
mod wallet;
