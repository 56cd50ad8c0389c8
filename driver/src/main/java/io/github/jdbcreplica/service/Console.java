package io.github.jdbcreplica.service;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The program's output: a line a message, what went wrong on the error stream, the rest on the other. Lines carry no time: the journal of systemd and the runtimes of containers add it.
 */
final class Console {
    private final PrintStream out;
    private final PrintStream err;

    /** Kept here, since a logger is forgotten with its last user, and its handler with it. */
    private final Logger logger = Logger.getLogger("io.github.jdbcreplica");

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    PrintStream out() {
        return out;
    }

    void info(String message) {
        out.println(oneLine(message));
        out.flush();
    }

    void error(String message) {
        err.println(oneLine(message));
        err.flush();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    /**
     * The driver's log comes here from now on, and nowhere else.
     *
     * @param resultsOnly whether the output belongs to results: all of the log goes to the error stream then
     */
    void receiveLog(boolean resultsOnly) {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.FINE);
        logger.addHandler(new Lines(resultsOnly ? Level.ALL : Level.WARNING));
    }

    private final class Lines extends Handler {
        private final Level firstError;

        Lines(Level firstError) {
            this.firstError = firstError;
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord line) {
            String message = getFormatter().formatMessage(line);
            if (line.getLevel().intValue() >= firstError.intValue()) {
                error(message);
            } else {
                info(message);
            }
        }

        @Override
        public void flush() {
            // Each line is.
        }

        @Override
        public void close() {
            // The streams are the program's.
        }
    }
}
