// The language of the canvas: mix of one or two layers, then a map laid over it in colours.
uniform sampler2D first;
uniform sampler2D second;
uniform sampler2D values;      // map, 0 to 1 in its red channel
uniform sampler2D colours;     // 256 colours in one row
uniform float share;           // 0 shows the first layer, 1 the second
uniform float opacity;         // of the map; 0 where there is none
varying vec2 place;

void main() {
    vec3 shown = mix(texture2D(first, place).rgb, texture2D(second, place).rgb, share);
    if (opacity > 0.0) {
        float value = clamp(texture2D(values, place).r, 0.0, 1.0);
        // Half a cell in from both ends, so that 0 and 1 hit the middle of the first and the last colour.
        vec2 entry = vec2((value * 255.0 + 0.5) / 256.0, 0.5);
        shown = mix(shown, texture2D(colours, entry).rgb, opacity);
    }
    gl_FragColor = vec4(shown, 1.0);
}
