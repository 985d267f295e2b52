// The language of the canvas: grids sliced by the mix of one or two layers, then a map laid over it in colours, then a
// mask, then the table of the display. SECOND, MASK, MAP, VEIL, TILT, MARKS (pictures whose alpha counts), DISPLAY and
// the number of GRIDS are defined where they are needed, since software GL runs both sides of every branch.
uniform sampler2D first;
#ifdef TILT
varying vec3 tilted;           // see the vertex shader
#else
varying vec2 place;
#endif
#ifdef SECOND
uniform sampler2D second;
#ifdef MASK
uniform sampler2D mask;        // 0 shows the first layer, 1 the second, in its red channel
#else
uniform float share;           // the same everywhere
#endif
#endif
#ifdef GRIDS
uniform sampler3D matrices;    // all grids one behind the other: of each the rows for red, for green, for blue
uniform float depth;           // cells of one grid from black to white
#if GRIDS > 1
uniform sampler2D masks;       // how much of each further grid there is, a channel each
#endif
uniform float divides;         // 1 where the sliced value is the light that the picture is divided by, else 0
uniform vec4 edges;            // left, top, right, bottom of the picture as shares of what the grid spans
#endif
#ifdef MAP
uniform sampler2D values;      // map, 0 to 1 in its red channel, far below 0 where it is not known yet
uniform sampler2D colours;     // 256 colours in one row
uniform float opacity;
#endif

#ifdef VEIL
uniform sampler2D veil;        // how much of a mask there is, in its red channel
uniform vec4 tint;             // its colour, and its opacity where it is 1
#endif

#ifdef DISPLAY
uniform sampler3D display;     // what the display is sent for red, green and blue; 1 in alpha where a proof loses it
uniform float side;            // entries along each axis
#endif

#ifdef GRIDS
vec4 row(vec2 cell, float level, float number) {
    return texture3D(matrices, vec3(cell, (level / depth + number) / (3.0 * float(GRIDS))));
}

vec3 applied(vec2 cell, float level, float grid, vec4 pixel) {
    return vec3(
        dot(row(cell, level, 3.0 * grid), pixel),
        dot(row(cell, level, 3.0 * grid + 1.0), pixel),
        dot(row(cell, level, 3.0 * grid + 2.0), pixel));
}
#endif

void main() {
#ifdef TILT
    vec2 place = tilted.xy / tilted.z;
    if (min(place.x, place.y) < 0.0 || max(place.x, place.y) > 1.0) discard;
#endif
    vec3 shown = texture2D(first, place).rgb;
#ifdef SECOND
#ifdef MASK
    float share = texture2D(mask, place).r;
#endif
    shown = mix(shown, texture2D(second, place).rgb, share);
#endif
#ifdef GRIDS
    // Places from 0 to 1 put every matrix into the middle of its cell; beyond the outer ones the texture holds them.
    vec2 cell = mix(edges.xy, edges.zw, place);
    float level = clamp(dot(shown, vec3(0.299, 0.587, 0.114)) * depth, 0.5, depth - 0.5);
    vec4 pixel = vec4(shown, 1.0);
    vec3 sliced = applied(cell, level, 0.0, pixel);
#if GRIDS > 1
    // What matrices give for one pixel may be mixed as the matrices: A = A0 + m1 (A1 - A0) + ...
    vec4 shares = texture2D(masks, place);
    vec3 outside = sliced;
    sliced += shares.r * (applied(cell, level, 1.0, pixel) - outside);
#if GRIDS > 2
    sliced += shares.g * (applied(cell, level, 2.0, pixel) - outside);
#endif
#if GRIDS > 3
    sliced += shares.b * (applied(cell, level, 3.0, pixel) - outside);
#endif
#if GRIDS > 4
    sliced += shares.a * (applied(cell, level, 4.0, pixel) - outside);
#endif
#endif
    vec3 divided = shown / max(max(sliced, shown), 0.0001);
    shown = clamp(divides > 0.5 ? divided : sliced, 0.0, 1.0);
#endif
#ifdef MAP
    float found = texture2D(values, place).r;  // below 0 where nothing is known yet
    float value = clamp(found, 0.0, 1.0);
    // Half a cell in from both ends, so that 0 and 1 hit the middle of the first and the last colour.
    vec2 entry = vec2((value * 255.0 + 0.5) / 256.0, 0.5);
    shown = mix(shown, texture2D(colours, entry).rgb, found < 0.0 ? 0.0 : opacity);
#endif
#ifdef VEIL
    shown = mix(shown, tint.rgb, tint.a * texture2D(veil, place).r);
#endif
#ifdef DISPLAY
    vec4 sent = texture3D(display, (shown * (side - 1.0) + 0.5) / side);
    shown = mix(sent.rgb, vec3(128.0 / 255.0), step(0.5, sent.a));
#endif
#ifdef MARKS
    gl_FragColor = texture2D(first, place);
#else
    gl_FragColor = vec4(shown, 1.0);
#endif
}
