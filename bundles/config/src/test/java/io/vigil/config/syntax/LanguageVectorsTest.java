package io.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference makes of small inputs (language 20, and what was run beside it); {@code ~~} stands for a new line. */
class LanguageVectorsTest {
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            3.1  | a_b!c                                          | a_b
            3.2  | a_\\#b                                         | a_#b
            3.2  | a\\!b # c                                      | a!b
            3.1  | k "x # y" # z                                  | k x # y
            3.1  | k '# y'                                        | k '
            4.2  | k"x y"                                         | k x y
            4.2  | a"b c"d                                        | a b c d
            4.2  | k ""                                           | `k `
            4.2  | k 'a b'                                        | k 'a b'
            2.4  | foo bar \\                                     | foo bar\\
            9.4  | $A=$B~~$B=val~~ka_$A                           | ka_val
            9.4  | $A=$B~~$B=val~~kb_${A}_x                       | kb_$B_x
            9.3  | $B=val~~ke_${B}$B                              | ke_valval
            9.3  | $B=val~~kf_$B,$B)                              | kf_val,val)
            9.3  | $B=val~~kj_$$B                                 | kj_$val
            9.3  | $B=val~~kk_\\$B                                | kk_\\val
            9.3  | $A=1~~a_$A.b c_$A/24 [$A] $A$A                 | a_$A.b c_$A/24 [$A] $A1
            9.3  | $A=1~~k "$A x" '${A}'                          | k 1 x '1'
            9.3  | kg_$UNDEF x                                    | kg_$UNDEF x
            9.3  | kh_${UNDEF}                                    | kh_$ {UNDEF}
            9.4  | $E=x$Bx~~$E                                    | x$Bx
            9.1  | $A =x                                          | $A =x
            9.1  | $1A=x                                          | $1A=x
            9.1  | $A="x y"~~k_$A                                 | k_ x y
            9.1  | $A= \\~~k~~x $A                                | x k
            9.1  | $A=~~q_$A r_${A}s                              | q_ r_s
            9.1  | $A=foo \\~~q_$A                                | q_foo
            9.2  | $A=1~~a $A~~$A=2~~a $A                         | a 1; a 2
            9.6  | $A=x~~k_${A 1}                                 | k_$ {A 1}
            9.7  | $A="a#b"~~k $A~~$B=a\\#b~~k x$B                | k a#b; k xa
            10   | h_${_HASH}x                                    | h_
            10   | "q_${_HASH}x" "${_BANG}"                       | q_#x !
            10   | i_${_INSTANCE} r_${_RANDOM 7 7}x r_$_RANDOM()  | i_hostA r_7x r_$_RANDOM()
            10   | $_HASH=own~~h_${_HASH}                         | h_own
            11.1 | ~SEQ(a,1,2) ~SEQ(b,8,9) n_${a}_${b}            | n_1_8; n_1_9; n_2_8; n_2_9
            11.1 | ~SEQx(i,9,11) h_$i                             | h_9; h_a; h_b
            11.1 | ~SEQ(i,0) z_$i                                 | z_1; z_0
            11.1 | ~SEQ(i,-2) y_$i                                | y_-1; y_-2
            11.1 | ~SEQ(i,5,-2,1) w_$i                            | w_5; w_3; w_1
            11.1 | ~SEQ(i,1,2,6) w_$i                             | w_1; w_3; w_5
            11.1 | ~SEQ(i,0x1,0x3) k_$i~~~SEQ(i,010,011) o_$i     | k_1; k_2; k_3; o_8; o_9
            11.1 | $S=2~~~SEQ(i,1,$S) k_$i~~~SEQ(i,${S}) o_$i     | k_1; k_2; o_1; o_2
            11.1 | ~SEQ( i , 1 , 2 ) k_$i~~~SEQ(i,1,1)j_$i        | k_1; k_2; j_1
            11.1 | ~SEQ(i,1,2)~~k                                 | k
            11.2 | ~LST({n,v},{a,1},{b}) l_${n}_${v}x             | l_a_1x; l_b_x
            11.2 | ~LST(i,,a) e_$i~~~LST({a}, {x}, y) k_$a        | e_; e_a; k_x; k_y
            11.3 | ~SEQ(i,1,2) $A=v$i~~k $A $i                    | k v2 2
            11.4 | ~SEQ(i,1,2) blk $i {~~}~~}                     | blk 1 {blk 2 {}}
            2.5  | $A=zz~~~FOO_$A x                               | ~FOO_$A x
            8.1  | @hostA k 1~~@hostB k 2~~@^hostA k 3~~@^hostB k 4 | k 1; k 4
            8.3  | @hostA~~@^hostB~~k                             | k
            8.4  | @hostA @hostA k                                | @hostA k
            8.4  | kw~~@hostA {~~@hostB foo~~@hostA }             | kw {}
            8.4  | @hostA $P=150~~@hostB $P=100~~priority $P      | priority 150
            8.5  | $A=@hostA x~~$A                                | @hostA x
            """)
    void readsAsTheReference(String item, String input, String expected) {
        SyntaxTree tree = Trees.read(input.replace("~~~", "\n~").replace("~~", "\n"));

        assertThat(Trees.text(tree.statements())).as(item).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5.1  | kw {~~a 1~~b~~}                                | kw {a 1; b}
            5.1  | kw{~~a~~}~~kw~~{~~b~~}                         | kw {a}; kw {b}
            5.3  | kw x { script "/x" interval 2 } extra          | kw x {script /x interval 2}; extra
            5.2  | k "a{b" {~~c '}'~~d                            | k a{b {c '}; '; d
            5.7  | a { b {c} d } e                                | a {b {c}; d}; e
            2.5  | a { $A=zz~~k_$A }                              | a {k_zz}
            2.5  | a { @hostA kk x~~@hostB k2 x }~~}              | a {kk x}
            2.5  | a { ~SEQ(i,1,2) k_$i~~}                        | a {k_1; k_2}
            20   | $Q=vrrp_script q {~~$Q~~a~~}                   | vrrp_script q {a}
            """)
    void bracesBelongToTheLineBefore(String item, String input, String expected) {
        SyntaxTree tree = Trees.read(input.replace("~~~", "\n~").replace("~~", "\n"));

        assertThat(Trees.text(tree.statements())).as(item).isEqualTo(expected);
    }

    @Test
    void keepsAnUnknownBlockUnderItsKeyword() {
        SyntaxTree tree = Trees.read("virtul_server 1.2.3.4 80 {\n real_server 1.1.1.1 80 {\n weight 1\n }\n}\nnext\n");

        assertThat(tree.diagnostics()).isEmpty();
        assertThat(Trees.keywords(tree.statements()))
                .isEqualTo(List.of("virtul_server", "real_server", "weight", "next"));
        assertThat(tree.statements()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            3.3  | k "abc                              | k  | 1:3 ERROR
            3.3  | k "a\\"b c                          | k a\\ b c | 1:3 ERROR
            5.6  | global_defs { no_email_faults } }   | global_defs {no_email_faults} | 1:33 ERROR
            5.6  | { a }                               | a  | 1:1 ERROR
            5.6  | a {} { b }~~c                       | a {}; b; c | 1:6 ERROR
            5.6  | a 1 {~~b 2~~c                       | a 1 {b 2; c} | 1:5 ERROR
            5.6  | a {~~b {~~c                         | a {b {c}} | 2:3 ERROR,1:3 ERROR
            9.3  | k ${NO} x                           | k $ {NO}; x | 1:3 ERROR
            9.3  | k "${HOME}/x"                       | k ${HOME}/x |
            9.3  | k VI_${ID:-51} {~~}                 | k VI_$ {ID:-51} | 1:6 ERROR,1:16 ERROR
            9.5  | $M= \\~~a \\~~b~~$M x               | $M x | 4:1 WARNING
            10   | d ${_RANDOM a}                      | d $ {_RANDOM a} | 1:3 ERROR
            11.1 | ~SEQ(i,1,0,3) k                     | `` | 1:1 ERROR
            11.1 | ~SEQ(i,1,-1,3) k                    | `` | 1:1 ERROR
            11.1 | ~SEQ(i) k                           | `` | 1:1 ERROR
            11.1 | ~SEQ(i,a,2) k                       | `` | 1:8 ERROR
            11.1 | ~SEQ i                              | `` | 1:1 ERROR
            11.1 | ~SEQx(i,-1,1) k                     | `` | 1:1 ERROR
            11.2 | ~LST(i) k                           | `` | 1:1 ERROR
            11.2 | ~LST(i,a b,c) k                     | `` | 1:8 ERROR
            11.2 | ~LST({a,b},{1,2,3}) l_$a            | `` | 1:12 ERROR
            """)
    void saysWhereSomethingIsWrong(String item, String input, String expected, String places) {
        SyntaxTree tree = Trees.read(input.replace("~~", "\n"));

        assertThat(Trees.text(tree.statements())).as(item).isEqualTo(expected);
        assertThat(String.join(",", Trees.places(tree))).as(item).isEqualTo(places == null ? "" : places);
    }

    /** Where the reference has a message (language 20), ours stands at the same thing and says what becomes of it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            k "abc                             | test.conf:1:3: error: unterminated quote: a string ends in its line, the words from here on are ignored
            global_defs { no_email_faults } }  | test.conf:1:33: error: extra '}': no block is open here
            kh_${UNDEF}                        | test.conf:1:4: error: ${UNDEF} is not defined, so its brace opens a block (a line $UNDEF=VALUE before this one defines it)
            k $A~~$A=$A~~j $A                  | test.conf:3:3: error: the definition of $A uses itself and is not replaced within its own value
            """)
    void saysWhatTheReferenceSays(String input, String message) {
        assertThat(Trees.read(input.replace("~~", "\n")).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d).hasToString(message));
    }
}
