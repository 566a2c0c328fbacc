package io.vigil.config.syntax;

import io.vigil.api.Place;
import io.vigil.api.Statement.Word;
import java.util.List;

/** Is told of every line and brace in the order they are read, before the tree is built of them. */
public interface LineListener {
    /** Hears nothing. */
    LineListener NONE = new LineListener() {
        @Override
        public void line(List<Word> words) {
            // nobody asked
        }

        @Override
        public void open(Place brace) {
            // nobody asked
        }

        @Override
        public void unbraced(Place keyword) {
            // nobody asked
        }

        @Override
        public void close(Place brace) {
            // nobody asked
        }
    };

    /** A line, the keyword first. */
    void line(List<Word> words);

    /** An opening brace. */
    void open(Place brace);

    /** The last line opens a block although its brace is missing: it begins before the line that is told next. */
    void unbraced(Place keyword);

    /** A closing brace. */
    void close(Place brace);
}
