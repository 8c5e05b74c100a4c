/// Methods of later JavaScript that Duktape, which knows ECMAScript 5, lacks: `fill` is what KaTeX's matrices need, the
/// others are those that a script like it may come to use. None of them can be seen by a loop over an array.
enum LaterECMAScript {
    static let source = """
        (function () {
            function add(target, methods) {
                Object.keys(methods).forEach(function (name) {
                    if (target[name]) return;
                    Object.defineProperty(target, name, { value: methods[name], writable: true, configurable: true });
                });
            }
            function place(number, length) {
                return number < 0 ? Math.max(length + number, 0) : Math.min(number, length);
            }
            function firstPlace(array, test, that) {
                for (var i = 0; i < array.length; i++) if (test.call(that, array[i], i, array)) return i;
                return -1;
            }
            function padding(text, length, filler) {
                filler = filler === undefined ? ' ' : String(filler);
                var missing = length - text.length;
                if (missing <= 0 || filler === '') return '';
                return filler.repeat(Math.ceil(missing / filler.length)).slice(0, missing);
            }
            add(Array.prototype, {
                fill: function (value, start, end) {
                    var last = end === undefined ? this.length : place(end, this.length);
                    for (var i = place(start || 0, this.length); i < last; i++) this[i] = value;
                    return this;
                },
                find: function (test, that) { return this[firstPlace(this, test, that)]; },
                findIndex: function (test, that) { return firstPlace(this, test, that); },
                includes: function (value, start) {
                    for (var i = place(start || 0, this.length); i < this.length; i++) {
                        if (this[i] === value || (value !== value && this[i] !== this[i])) return true;
                    }
                    return false;
                },
                flat: function (depth) {
                    var levels = depth === undefined ? 1 : depth;
                    return this.reduce(function (all, item) {
                        var isNested = Array.isArray(item) && levels > 0;
                        return all.concat(isNested ? item.flat(levels - 1) : [item]);
                    }, []);
                },
                flatMap: function (change, that) { return this.map(change, that).flat(); }
            });
            add(Array, {
                from: function (list, change) {
                    var array = [];
                    for (var i = 0; i < list.length; i++) array.push(change ? change(list[i], i) : list[i]);
                    return array;
                },
                of: function () { return Array.prototype.slice.call(arguments); }
            });
            add(Object, {
                entries: function (object) { return Object.keys(object).map(function (key) { return [key, object[key]]; }); },
                values: function (object) { return Object.keys(object).map(function (key) { return object[key]; }); }
            });
            add(String.prototype, {
                padStart: function (length, filler) { return padding(this, length, filler) + this; },
                padEnd: function (length, filler) { return this + padding(this, length, filler); },
                trimStart: function () { return this.replace(/^\\s+/, ''); },
                trimEnd: function () { return this.replace(/\\s+$/, ''); }
            });
        })()
        """
}
