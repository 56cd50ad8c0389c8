package io.github.jdbcreplica.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** For programs that refuse to run as root, started by tests that do: they run as nobody or, where this root may not become another user, as nobody in a user namespace of their own, to which root's files are nobody's. */
final class Unprivileged {
    private static final String NOBODY = "65534";

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private static final List<String> IN_NAMESPACE =
            List.of("unshare", "--user", "--map-user=" + NOBODY, "--map-group=" + NOBODY);

    private static final class Found {
        static final List<String> PREFIX = find();
    }

    private Unprivileged() {}

    static List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(Found.PREFIX);
        whole.addAll(command);
        return whole;
    }

    /** Makes the folder, and what is in it, that of the user the commands run as. */
    static void own(Path folder) {
        if (Found.PREFIX.equals(AS_NOBODY)) {
            Folders.run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()));
        }
    }

    private static List<String> find() {
        if (!Folders.run(List.of("id", "-u")).strip().equals("0")) {
            return List.of();
        }
        try {
            probe(AS_NOBODY);
            return AS_NOBODY;
        } catch (IllegalStateException e) {
            probe(IN_NAMESPACE);
            return IN_NAMESPACE;
        }
    }

    private static void probe(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        Folders.run(command);
    }
}
