package io.vigil.contrib.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code LDAP_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(LdapCheckFactory.KEYWORD)
public final class LdapCheckFactory implements CheckerFactory {
    static final String KEYWORD = "LDAP_CHECK";

    private static final String BIND_DN = "bind_dn";
    private static final String PASSWORD = "password";
    private static final String BASE = "base";
    private static final String SCOPE = "scope";
    private static final String FILTER = "filter";
    private static final String MIN_ENTRIES = "min_entries";
    private static final String TLS = "tls";
    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD, "The server is up when it lets us bind, and finds the entries asked for.", declared());

    /** Needs nothing. */
    @Activate
    public LdapCheckFactory() {}

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>();
        options.add(Option.of(BIND_DN, OptionType.TEXT, "Whom to bind as; without it the bind is anonymous."));
        options.addAll(Secret.declare(PASSWORD, "The password of bind_dn"));
        options.add(Option.of(BASE, OptionType.TEXT, "Where to search; without it there is no search."));
        options.add(Option.choice(SCOPE, List.of("base", "one", "sub"), "How deep to search below base.")
                .byDefault("sub"));
        options.add(Option.of(FILTER, OptionType.TEXT, "What to search for (RFC 4515).")
                .byDefault("(objectClass=*)"));
        options.add(Option.integer(MIN_ENTRIES, 0, 1000, "How many entries the search must find at least.")
                .byDefault("1"));
        options.add(Option.choice(
                        TLS,
                        List.of("none", "starttls", "ldaps"),
                        "Whether and how to speak TLS; the certificate is not verified.")
                .byDefault("none"));
        return options;
    }

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<String> bindDn = options.text(BIND_DN);
        Optional<Secret> password = Secret.of(options, PASSWORD);
        if (bindDn.isPresent() != password.isPresent()) {
            throw InvalidOptionsException.at(options, BIND_DN, "bind_dn and password or password_file need each other");
        }
        if (bindDn.isPresent() && !DN.isValidDN(bindDn.get())) {
            throw InvalidOptionsException.at(options, BIND_DN, "'" + bindDn.get() + "' is no distinguished name");
        }
        Tls tls = Tls.valueOf(options.text(TLS).orElseThrow().toUpperCase(Locale.ROOT));
        return new LdapChecker(bindDn.orElse(""), password, search(options), tls);
    }

    private static Optional<Search> search(Options options) throws InvalidOptionsException {
        Optional<String> base = options.text(BASE);
        if (base.isEmpty()) {
            return Optional.empty();
        }
        if (!DN.isValidDN(base.get())) {
            throw InvalidOptionsException.at(options, BASE, "'" + base.get() + "' is no distinguished name");
        }
        SearchScope scope = switch (options.text(SCOPE).orElseThrow()) {
            case "base" -> SearchScope.BASE;
            case "one" -> SearchScope.ONE;
            default -> SearchScope.SUB;
        };
        int least = options.integer(MIN_ENTRIES).orElseThrow().intValue();
        String filter = options.text(FILTER).orElseThrow();
        try {
            return Optional.of(new Search(base.get(), scope, Filter.create(filter), least));
        } catch (LDAPException e) {
            throw InvalidOptionsException.at(options, FILTER, "'" + filter + "' is no filter: " + e.getMessage());
        }
    }
}
