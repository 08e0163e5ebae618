#include "analysis/write/escape.hpp"

#include <gtest/gtest.h>

namespace hotline {
namespace {

TEST(Escapes, keep_spreadsheets_from_computing) {
    EXPECT_EQ(for_csv("=1+2"), "'=1+2");
    EXPECT_EQ(for_csv("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(for_csv("+86 10 0000"), "'+86 10 0000");
    EXPECT_EQ(for_csv("-cmd"), "'-cmd");
    EXPECT_EQ(for_csv("\t=1"), "'\t=1");
    EXPECT_EQ(for_csv("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    for (const char* as_it_is : {"-5", "+5", "-1.5e3", "uk", "", "a=b", "'=1"})
        EXPECT_EQ(for_csv(as_it_is), as_it_is);
}

TEST(Escapes, keep_texts_of_documents_valid) {
    EXPECT_EQ(for_xml("a\x01\xff\n\xef\xbf\xbe\xef\xbf\xbf\xe2\x80\xae"), "a??\n???");
    EXPECT_EQ(for_tap("a # TODO\\\nok"), "a \\# TODO\\\\ ok");
    EXPECT_EQ(for_markdown("a|<b>\n_c_"), "a&#124;&#60;b&#62;<br>&#95;c&#95;");
    EXPECT_EQ(for_github_message("5 %\n::error::"), "5 %25%0A::error::");
    EXPECT_EQ(for_github_property("a:b,c"), "a%3Ab%2Cc");
}

}  // namespace
}  // namespace hotline
