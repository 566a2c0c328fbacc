package io.vigil.contrib.radius;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aaa4j.radius.core.attribute.Attribute;
import org.aaa4j.radius.core.attribute.StringData;
import org.aaa4j.radius.core.attribute.TextData;
import org.aaa4j.radius.core.attribute.attributes.MessageAuthenticator;
import org.aaa4j.radius.core.attribute.attributes.NasIdentifier;
import org.aaa4j.radius.core.attribute.attributes.UserName;
import org.aaa4j.radius.core.attribute.attributes.UserPassword;
import org.aaa4j.radius.core.dictionary.dictionaries.StandardDictionary;
import org.aaa4j.radius.core.packet.Packet;
import org.aaa4j.radius.core.packet.PacketCodec;
import org.aaa4j.radius.core.packet.PacketCodecException;
import org.aaa4j.radius.core.packet.packets.AccessRequest;

/** One request as it is sent, and what belongs to its answer. */
final class Request {
    private static final int STATUS_SERVER = 12;
    private static final int AUTHENTICATOR_LENGTH = 16;
    private static final PacketCodec CODEC = new PacketCodec(new StandardDictionary());
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] authenticator = new byte[AUTHENTICATOR_LENGTH];
    private final byte[] secret;
    private final byte[] bytes;

    private Request(int code, List<Attribute<?>> attributes, String secret) throws IOException {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        RANDOM.nextBytes(authenticator);
        try {
            bytes = CODEC.encodeRequest(new Packet(code, attributes), this.secret, authenticator);
        } catch (PacketCodecException e) {
            throw new IOException("the request cannot be made: " + e.getMessage(), e);
        }
    }

    /** Asks for access. */
    static Request access(String nas, String user, String password, String secret) throws IOException {
        List<Attribute<?>> attributes = common(nas);
        attributes.add(new UserName(new TextData(user)));
        attributes.add(new UserPassword(new StringData(password.getBytes(StandardCharsets.UTF_8))));
        return new Request(AccessRequest.CODE, attributes, secret);
    }

    /** Asks how the server is. */
    static Request status(String nas, String secret) throws IOException {
        return new Request(STATUS_SERVER, common(nas), secret);
    }

    private static List<Attribute<?>> common(String nas) {
        List<Attribute<?>> attributes = new ArrayList<>();
        attributes.add(new MessageAuthenticator());
        attributes.add(new NasIdentifier(new TextData(nas)));
        return attributes;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /**
     * What a datagram says in answer to this request; empty when it answers another one.
     *
     * @throws PacketCodecException when it is no such answer, or not from who knows the secret
     */
    Optional<Packet> answer(byte[] datagram) throws PacketCodecException {
        if (datagram.length > 1 && datagram[1] != bytes[1]) {
            return Optional.empty();
        }
        return Optional.of(CODEC.decodeResponse(datagram, secret, authenticator));
    }
}
