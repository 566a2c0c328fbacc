package io.vigil.contrib.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What one block asks for. */
record MqttCheck(
        MqttVersion version,
        String clientId,
        Optional<String> login,
        Optional<Secret> password,
        boolean ping,
        boolean tls,
        boolean verify)
        implements Checker {
    /** The session ends long before; a broker may end it when we are gone without a word. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        if (password.isEmpty()) {
            return converse(context, Optional.empty());
        }
        return context.blocking(password.get()::read)
                .thenComposeAsync(secret -> converse(context, Optional.of(secret)), context.loop());
    }

    private CompletionStage<Verdict> converse(CheckContext context, Optional<String> secret) {
        MqttConversation conversation = new MqttConversation(context, connect(secret), ping, tlsFor(context));
        context.connect(conversation);
        return conversation.verdict();
    }

    private MqttConnectMessage connect(Optional<String> secret) {
        MqttMessageBuilders.ConnectBuilder connect = MqttMessageBuilders.connect()
                .protocolVersion(version)
                .clientId(clientId)
                .cleanSession(true)
                .keepAlive(KEEP_ALIVE_SECONDS);
        login.ifPresent(user -> connect.hasUser(true).username(user));
        secret.ifPresent(text -> connect.hasPassword(true).password(text.getBytes(StandardCharsets.UTF_8)));
        return connect.build();
    }

    private Optional<TlsSettings> tlsFor(CheckContext context) {
        return tls ? Optional.of(TlsSettings.of(context.virtualHost(), verify, List.of())) : Optional.empty();
    }
}
