package io.github.jdbcreplica.channel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a text for the holder of the lease, so that a password on its way to him lies in no row, no backup and no binary log of the target in clear: a key agreed between a pair made for this one text and the
 * holder's pair, which lives as long as his JVM, and AES-GCM with it. It guards against readers, not against one who may write the target's state: he could as well change the settings there.
 */
final class Seal {
    private static final int TAG_BITS = 128;

    /** A key is used for one text, so one nonce is enough. */
    private static final byte[] NONCE = new byte[12];

    private final KeyPair pair;

    private Seal(KeyPair pair) {
        this.pair = pair;
    }

    static Seal create() {
        return new Seal(newPair());
    }

    /** For the lease. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** @param context what the text belongs to: it opens with the same only */
    static byte[] seal(String text, String publicKey, String context) throws GeneralSecurityException {
        byte[] receiver = decode(publicKey);
        KeyPair own = newPair();
        byte[] sender = own.getPublic().getEncoded();
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, own.getPrivate(), receiver, sender, receiver, context);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(sender.length).array());
        sealed.writeBytes(sender);
        sealed.writeBytes(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return sealed.toByteArray();
    }

    String open(byte[] sealed, String context) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        if (in.remaining() < Integer.BYTES) {
            throw new GeneralSecurityException("not a sealed text");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new GeneralSecurityException("not a sealed text");
        }
        byte[] sender = new byte[length];
        in.get(sender);
        byte[] text = new byte[in.remaining()];
        in.get(text);
        Cipher cipher = cipher(
                Cipher.DECRYPT_MODE,
                pair.getPrivate(),
                sender,
                sender,
                pair.getPublic().getEncoded(),
                context);
        return new String(cipher.doFinal(text), StandardCharsets.UTF_8);
    }

    private static Cipher cipher(int mode, PrivateKey own, byte[] other, byte[] sender, byte[] receiver, String context)
            throws GeneralSecurityException {
        PublicKey otherKey = KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(other));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(otherKey, true);
        MessageDigest key = MessageDigest.getInstance("SHA-256");
        key.update(agreement.generateSecret());
        key.update(sender);
        key.update(receiver);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.digest(), "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] decode(String publicKey) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(publicKey);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not a public key", e);
        }
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no X25519", e);
        }
    }
}
