//! The schedules as points: requests to the right, delay upwards.

use std::fmt::Write;

/// One schedule, or a plan of the search.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// Requests per payment.
    pub(crate) requests: f64,
    /// The delay in view that 95 of 100 stay below, in seconds.
    pub(crate) delay: f64,
    /// Its name; a plan of the search has none.
    pub(crate) name: Option<&'static str>,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 60.0;
const BOTTOM: f64 = 50.0;
const MOST_REQUESTS: f64 = 40.0;
const LONGEST_DELAY: f64 = 10.0;

/// An SVG of all points within its frame, with the aim drawn in: at most `aim.0` requests and `aim.1` seconds.
pub(crate) fn draw(points: &[Point], aim: (f64, f64)) -> String {
    let mut shapes = String::new();
    let (right, top) = (x(aim.0), y(aim.1));
    add(
        &mut shapes,
        format_args!(
            r##"<rect x="{LEFT}" y="{top:.1}" width="{:.1}" height="{:.1}" fill="#dfe9df"/>"##,
            right - LEFT,
            HEIGHT - BOTTOM - top,
        ),
    );
    for tick in [0.0, 10.0, 20.0, 30.0, 40.0] {
        add(
            &mut shapes,
            format_args!(
                r#"<text x="{:.1}" y="{:.1}" text-anchor="middle">{tick}</text>"#,
                x(tick),
                HEIGHT - BOTTOM + 18.0,
            ),
        );
    }
    for tick in [0.0, 2.5, 5.0, 7.5, 10.0] {
        add(
            &mut shapes,
            format_args!(r#"<text x="{:.1}" y="{:.1}" text-anchor="end">{tick}</text>"#, LEFT - 8.0, y(tick) + 4.0),
        );
    }
    // What is out of the frame stands at its edge, with its figure.
    for point in points {
        let (x, y) = (x(point.requests.min(MOST_REQUESTS)), y(point.delay.min(LONGEST_DELAY)));
        let left = x > 0.7 * WIDTH;
        let anchor = if left { "end" } else { "start" };
        let beyond = if point.delay > LONGEST_DELAY { format!(" ({:.0} s)", point.delay) } else { String::new() };
        match point.name {
            None => add(&mut shapes, format_args!(r##"<circle cx="{x:.1}" cy="{y:.1}" r="2" fill="#8a8a8a"/>"##)),
            Some(name) => add(
                &mut shapes,
                format_args!(
                    r##"<circle cx="{x:.1}" cy="{y:.1}" r="5" fill="#1f5fbf"/><text x="{:.1}" y="{:.1}" text-anchor="{anchor}">{name}{beyond}</text>"##,
                    if left { x - 9.0 } else { x + 9.0 },
                    if y < 60.0 { y + 18.0 } else { y - 7.0 },
                ),
            ),
        }
    }
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">
<title>Requests per payment against the delay of its detection</title>
<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>
{shapes}<path d="M{LEFT} 20V{axis}H{WIDTH}" fill="none" stroke="#333"/>
<text x="{WIDTH}" y="{label:.1}" dx="-10" text-anchor="end">requests per payment</text>
<text x="{LEFT}" y="14">seconds until the page knows, 95th percentile, page in view</text>
</svg>
"##,
        axis = HEIGHT - BOTTOM,
        label = HEIGHT - 12.0,
    )
}

fn x(requests: f64) -> f64 {
    LEFT + requests / MOST_REQUESTS * (WIDTH - LEFT - 20.0)
}

fn y(delay: f64) -> f64 {
    HEIGHT - BOTTOM - delay / LONGEST_DELAY * (HEIGHT - BOTTOM - 30.0)
}

/// Adds a shape on a line of its own; writing to a string cannot fail.
fn add(shapes: &mut String, shape: std::fmt::Arguments<'_>) {
    let _ = writeln!(shapes, "{shape}");
}
