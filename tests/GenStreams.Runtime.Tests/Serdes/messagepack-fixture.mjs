// Writes messagepack-fixture.json: values, and their bytes as @msgpack/msgpack, the reference implementation for JavaScript, encodes them.
// Run: npm install --no-save @msgpack/msgpack@3 && node messagepack-fixture.mjs > messagepack-fixture.json
import { encode, ExtData } from '@msgpack/msgpack';

const js = {
    nil: () => null,
    bool: v => v,
    // Numbers beyond 32 bits would be written as floats.
    int: v => (Number(v) >= -(2 ** 31) && Number(v) < 2 ** 32 ? Number(v) : BigInt(v)),
    f64: v => Number(v),
    f32: v => Number(v),
    str: v => v,
    bin: v => Uint8Array.from(Buffer.from(v, 'hex')),
    time: v => new Date(v),
    ext: v => new ExtData(v[0], Uint8Array.from(Buffer.from(v[1], 'hex'))),
    array: v => v.map(value),
    map: v => new Map(v.map(([k, e]) => [k, value(e)])),
    repeat: v => v[0].repeat(v[1]),
    zeros: v => new Uint8Array(v),
};
const value = node => js[node.t](node.v);

// The library encodes objects, not Map, in the order of their keys' insertion; no key here looks like a number.
const plain = v => v instanceof Map ? Object.fromEntries([...v].map(([k, e]) => [k, plain(e)])) : Array.isArray(v) ? v.map(plain) : v;

const node = (t, v) => ({ t, v });
const ints = ['0', '1', '127', '128', '255', '256', '65535', '65536', '4294967295', '4294967296', '9007199254740991', '9223372036854775807',
    '18446744073709551615', '-1', '-32', '-33', '-128', '-129', '-32768', '-32769', '-2147483648', '-2147483649', '-9223372036854775808'];
const floats = ['0.5', '-1.25', '1e300', '-3.141592653589793', '5e-324', 'NaN', 'Infinity', '-Infinity'];
const texts = ['', 'a', 'häß', '日本語', '😀 emoji', 'line\n"quoted"', 'x'.repeat(31), 'x'.repeat(32), 'é'.repeat(128)];
const times = ['1970-01-01T00:00:00.000Z', '2024-02-29T12:34:56.000Z', '2024-02-29T12:34:56.789Z', '2106-02-07T06:28:16.000Z',
    '2514-05-30T01:53:03.999Z', '2514-05-30T01:53:04.000Z', '1969-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'];
const bytes = n => Array.from({ length: n }, (_, i) => (i * 7 % 256).toString(16).padStart(2, '0')).join('');

const cases = [
    node('nil', null), node('bool', true), node('bool', false),
    ...ints.map(v => node('int', v)),
    ...floats.map(v => node('f64', v)),
    ...['0.5', '-1.25', '3.4028234663852886e38'].map(v => node('f32', v)),
    ...texts.map(v => node('str', v)),
    ...[31, 32, 255, 256, 65535, 65536].map(n => node('repeat', ['q', n])),
    ...[0, 1, 31, 255, 256].map(n => node('bin', bytes(n))),
    ...[65535, 65536].map(n => node('zeros', n)),
    ...times.map(v => node('time', v)),
    ...[1, 2, 3, 4, 8, 16, 17, 256].map(n => node('ext', [5, bytes(n)])),
    ...[0, 1, 15, 16, 300].map(n => node('array', Array.from({ length: n }, (_, i) => node('int', String(i * 3))))),
    ...[0, 1, 15, 16, 300].map(n => node('map', Array.from({ length: n }, (_, i) => ['key' + i, node('int', String(-i))]))),
];

// Random values, the same on each run.
let seed = 20240229;
const random = n => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, (seed >>> 8) % n);
const pick = list => list[random(list.length)];
const randomNode = depth => {
    switch (random(depth > 3 ? 7 : 9)) {
        case 0: return node('nil', null);
        case 1: return node('bool', random(2) === 1);
        case 2: return node('int', pick(ints));
        case 3: return node('f64', pick(floats));
        case 4: return node('str', pick(texts));
        case 5: return node('bin', bytes(random(40)));
        case 6: return node('time', pick(times));
        case 7: return node('array', Array.from({ length: random(6) }, () => randomNode(depth + 1)));
        default: return node('map', Array.from({ length: random(6) }, (_, i) => ['m' + i, randomNode(depth + 1)]));
    }
};
for (let i = 0; i < 100; i++) {
    cases.push(randomNode(0));
}

const lines = cases.map(c => {
    const hex = Buffer.from(encode(plain(value(c)), { useBigInt64: true, forceFloat32: c.t === 'f32' })).toString('hex');
    // Long ones, of one repeated byte: the first bytes and the length will do.
    return hex.length > 4000 ? { ...c, head: hex.slice(0, 16), length: hex.length / 2 } : { ...c, hex };
});
console.log('[\n' + lines.map(l => '  ' + JSON.stringify(l)).join(',\n') + '\n]');
