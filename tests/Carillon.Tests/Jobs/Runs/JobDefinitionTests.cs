using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Runs;

public sealed class JobDefinitionTests
{
    [Fact]
    public void A_bad_name_is_refused_where_it_is_given() =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddCarillon(b => b.AddJob<StepJob, StepJob.Args>("Not A Name")))
            .Message.ShouldContain("'Not A Name'");

    [Fact]
    public void Two_jobs_of_one_name_stop_the_host_at_start()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<ITenantConnections>(new FakeTenants()).AddCarillon(b => b
            .AddJob<StepJob, StepJob.Args>("a.b").AddJob<StepJob, StepJob.Args>("a.b"));

        Should.Throw<OptionsValidationException>(() => services.BuildServiceProvider().GetRequiredService<IStartupValidator>().Validate())
            .Message.ShouldBe("Job 'a.b' is registered twice. (Parameter 'jobs')");
    }

    [Fact]
    public void A_job_with_the_name_of_a_sweep_stops_the_host_at_start()
    {
        var services = new ServiceCollection().AddLogging().AddCarillon(b => b.AddJob<StepJob, StepJob.Args>("test.sweep"));
        services.AddSingleton<ISweep>(new FakeSweep()).AddSingleton<ITenantConnections>(new FakeTenants());

        Should.Throw<OptionsValidationException>(() => services.BuildServiceProvider().GetRequiredService<IStartupValidator>().Validate())
            .Message.ShouldContain("name of a sweep");
    }

    [Fact]
    public async Task Work_without_a_database_stops_the_host_at_start()
    {
        foreach (var configure in new Action<CarillonBuilder>[] { b => b.AddJob<StepJob, StepJob.Args>("a.b"), b => b.AddSweep<FakeSweep>() })
        {
            var builder = Host.CreateEmptyApplicationBuilder(new());
            builder.Services.AddLogging().AddCarillon(configure);
            using var host = builder.Build();

            var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

            error.Message.ShouldContain("UseSqlite or UsePostgreSql");
        }
    }

    [Fact]
    public async Task A_host_without_work_needs_no_database()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging().AddCarillon(_ => { });
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Arguments_that_are_not_the_jobs_own_say_where() =>
        Should.Throw<ArgumentException>(() => JobArguments.Read(typeof(StepJob.Args), """{"steps": ["a", 7]}"""))
            .Message.ShouldContain("$.steps[1]");

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void A_period_below_a_second_is_refused(double seconds) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new JobBuilder<NoArgs>().Every(Duration.FromSeconds(seconds)));

    [Fact]
    public void Calling_AddCarillon_twice_is_harmless()
    {
        var services = new ServiceCollection().AddLogging().AddCarillon(_ => { }).AddCarillon(_ => { });

        services.BuildServiceProvider().GetRequiredService<Carillon.Operations.OperationCatalog>().Find("run-due").ShouldNotBeNull();
    }
}
