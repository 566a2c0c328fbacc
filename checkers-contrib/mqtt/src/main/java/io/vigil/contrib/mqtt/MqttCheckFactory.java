package io.vigil.contrib.mqtt;

import io.netty.handler.codec.mqtt.MqttVersion;
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
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code MQTT_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(MqttCheckFactory.KEYWORD)
public final class MqttCheckFactory implements CheckerFactory {
    static final String KEYWORD = "MQTT_CHECK";

    private static final String VERSION = "version";
    private static final String CLIENT_ID = "client_id";
    private static final String LOGIN = "login";
    private static final String PASSWORD = "password";
    private static final String PING = "ping";
    private static final String TLS = "tls";
    private static final String VERIFY = "verify";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD, "The broker is up when it accepts a session and, where asked to, answers a ping.", declared());

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>();
        options.add(Option.choice(VERSION, List.of("3.1.1", "5"), "The version of the protocol.")
                .byDefault("3.1.1"));
        options.add(
                Option.of(
                        CLIENT_ID,
                        OptionType.TEXT,
                        "The client identifier; without it the broker makes one up, so that two directors do not end each other's session."));
        options.add(Option.of(LOGIN, OptionType.TEXT, "Who logs in; without it nobody does."));
        options.addAll(Secret.declare(PASSWORD, "The password of the login"));
        options.add(Option.of(PING, OptionType.FLAG, "Sends a PINGREQ in the session and wants its answer."));
        options.add(Option.of(TLS, OptionType.FLAG, "TLS from the start, with virtualhost as its server name."));
        options.add(Option.of(VERIFY, OptionType.FLAG, "The certificate must be valid and that of virtualhost."));
        return options;
    }

    /** Needs nothing. */
    @Activate
    public MqttCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<String> login = options.text(LOGIN);
        Optional<Secret> password = Secret.of(options, PASSWORD);
        if (login.isEmpty() && password.isPresent()) {
            throw InvalidOptionsException.at(options, PASSWORD, "a password is that of a login, and there is no login");
        }
        if (options.flag(VERIFY) && !options.flag(TLS)) {
            throw InvalidOptionsException.at(options, VERIFY, "verify is for tls, and tls is not asked for");
        }
        return new MqttCheck(
                options.text(VERSION).orElseThrow().equals("5") ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1,
                options.text(CLIENT_ID).orElse(""),
                login,
                password,
                options.flag(PING),
                options.flag(TLS),
                options.flag(VERIFY));
    }
}
