// Places one picture on the canvas. All places are device pixels from the upper left corner.
attribute vec2 corner;   // of the unit square
uniform vec4 clip;       // x, y, width, height of the part that is painted
uniform vec4 target;     // x, y, width, height of the whole picture
uniform vec2 canvas;     // width, height
varying vec2 place;      // in the picture, 0 to 1 from its upper left
#ifdef GRID
uniform vec4 edges;      // left, top, right, bottom of the picture as shares of what the grid spans
varying vec2 cell;       // in the grid, 0 to 1 from its upper left
#endif

void main() {
    vec2 at = clip.xy + corner * clip.zw;
    place = (at - target.xy) / target.zw;
#ifdef GRID
    cell = mix(edges.xy, edges.zw, place);
#endif
    vec2 unit = at / canvas * 2.0 - 1.0;
    gl_Position = vec4(unit.x, -unit.y, 0.0, 1.0);
}
