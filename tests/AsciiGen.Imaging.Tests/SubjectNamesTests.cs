// Which names of pictures are subjects, and of what: the traps of icon sets one by one.

using AsciiGen.Imaging.Icons;

namespace AsciiGen.Imaging.Tests;

public sealed class SubjectNamesTests
{
    [Theory]
    [InlineData("key", "key")]
    [InlineData("alarm-clock", "alarm clock")]
    [InlineData("heart-filled", "heart")]
    [InlineData("fish-fill", "fish")]
    [InlineData("tree-pine", "pine tree")]
    [InlineData("traffic-light", "traffic light")]
    [InlineData("Hot Air Balloon 2", "hot air balloon")]
    [InlineData("arrow-up", "up arrow")]
    [InlineData("man-astronaut", "astronaut")]
    public void Names_of_things_are_subjects(string name, string expected) => Assert.Equal(expected, SubjectNames.Find("any", name)?.Subject);

    [Theory]
    [InlineData("star-off")]
    [InlineData("file-plus")]
    [InlineData("user-check")]
    [InlineData("refresh")]
    [InlineData("heart-x")]
    [InlineData("brand-android")]
    [InlineData("bell-circle")]
    [InlineData("cloud-upload")]
    [InlineData("calendar-week")]
    [InlineData("align-left")]
    [InlineData("folder-lock")]
    [InlineData("flag-for-france")]
    [InlineData("letter-a")]
    [InlineData("outline")]
    [InlineData("")]
    public void Names_of_actions_modified_things_and_brands_are_refused(string name) => Assert.Null(SubjectNames.Find("any", name));

    [Theory]
    [InlineData("noto", "mouse", "mouse")]
    [InlineData("lucide", "mouse", "computer mouse")]
    [InlineData("mdi", "bat", "bat")]
    public void A_name_that_means_two_things_means_what_the_set_draws(string set, string name, string expected) =>
        Assert.Equal(expected, SubjectNames.Find(set, name)?.Subject);

    [Fact]
    public void All_styles_of_a_picture_have_one_picture_name()
    {
        Assert.Equal(SubjectNames.Find("ph", "cat")!.Picture, SubjectNames.Find("ph", "cat-fill")!.Picture);
        Assert.Equal("fill", SubjectNames.Find("ph", "cat-fill")!.Variant);
    }
}
