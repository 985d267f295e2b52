// The language of the canvas: a grid sliced by the mix of one or two layers, then a map laid over it in colours.
// SECOND, GRID, MAP and TILT are defined where they are needed, since software GL runs both sides of every branch.
uniform sampler2D first;
#ifdef TILT
varying vec3 tilted;           // see the vertex shader
#else
varying vec2 place;
#endif
#ifdef SECOND
uniform sampler2D second;
uniform float share;           // 0 shows the first layer, 1 the second
#endif
#ifdef GRID
uniform sampler3D red_row;     // of the matrices: what red, green, blue and 1 add to the red of the result
uniform sampler3D green_row;
uniform sampler3D blue_row;
uniform float divides;         // 1 where the sliced value is the light that the picture is divided by, else 0
uniform vec4 edges;            // left, top, right, bottom of the picture as shares of what the grid spans
#endif
#ifdef MAP
uniform sampler2D values;      // map, 0 to 1 in its red channel
uniform sampler2D colours;     // 256 colours in one row
uniform float opacity;
#endif

void main() {
#ifdef TILT
    vec2 place = tilted.xy / tilted.z;
    if (min(place.x, place.y) < 0.0 || max(place.x, place.y) > 1.0) discard;
#endif
    vec3 shown = texture2D(first, place).rgb;
#ifdef SECOND
    shown = mix(shown, texture2D(second, place).rgb, share);
#endif
#ifdef GRID
    // Places from 0 to 1 put every matrix into the middle of its cell; beyond the outer ones the texture holds them.
    vec2 cell = mix(edges.xy, edges.zw, place);
    vec3 at = vec3(cell, dot(shown, vec3(0.299, 0.587, 0.114)));
    vec4 pixel = vec4(shown, 1.0);
    vec3 sliced = vec3(
        dot(texture3D(red_row, at), pixel), dot(texture3D(green_row, at), pixel), dot(texture3D(blue_row, at), pixel));
    vec3 divided = shown / max(max(sliced, shown), 0.0001);
    shown = clamp(divides > 0.5 ? divided : sliced, 0.0, 1.0);
#endif
#ifdef MAP
    float value = clamp(texture2D(values, place).r, 0.0, 1.0);
    // Half a cell in from both ends, so that 0 and 1 hit the middle of the first and the last colour.
    vec2 entry = vec2((value * 255.0 + 0.5) / 256.0, 0.5);
    shown = mix(shown, texture2D(colours, entry).rgb, opacity);
#endif
    gl_FragColor = vec4(shown, 1.0);
}
